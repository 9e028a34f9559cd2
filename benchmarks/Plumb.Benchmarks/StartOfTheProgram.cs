namespace Plumb.Benchmarks;

/// <summary>How long the native program takes to start and say its version.</summary>
internal static class StartOfTheProgram
{
    public static int Run(string[] args)
    {
        if (args is not [var plumb])
        {
            return 2;
        }

        Pairs.Compare("start", 20, new Command("plumb", plumb, "--version"), new Command("true", "/bin/true"));
        return 0;
    }
}
