namespace Plumb.Benchmarks;

/// <summary>The whole check of an environment, with existence and size of every file, warm.</summary>
internal static class FilesOfAnEnvironment
{
    public static int Run(string[] args)
    {
        if (args is not [var plumb, var venv])
        {
            return 2;
        }

        var command = new Command("plumb check", plumb, "check", venv, "--no-config");
        command.Run();
        var runs = Enumerable.Range(0, 10).Select(_ => command.Run()).ToArray();
        Console.WriteLine("whole check with existence and size (10 runs, medians)");
        Pairs.Print(command, runs);
        return 0;
    }
}
