using System.Globalization;

namespace Plumb.Benchmarks;

/// <summary>Two commands run in turn, A B A B …, so that a drift of the machine's speed meets both.</summary>
internal static class Pairs
{
    public static void Compare(string title, int runs, Command ours, Command peer)
    {
        ours.Run();
        peer.Run();
        var a = new List<Measurement>();
        var b = new List<Measurement>();
        for (var i = 0; i < runs; i++)
        {
            a.Add(ours.Run());
            b.Add(peer.Run());
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title} ({runs} pairs, medians)"));
        Print(ours, a);
        Print(peer, b);
        var cpu = MeasuredProcess.Median(a.Zip(b, (x, y) => y.Cpu / x.Cpu));
        var wall = MeasuredProcess.Median(a.Zip(b, (x, y) => y.Wall / x.Wall));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  ratio {peer.Name} / {ours.Name}: CPU {cpu:F1}, wall {wall:F1}"
            )
        );
    }

    public static void Print(Command command, IReadOnlyList<Measurement> runs) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {command.Name, -14} CPU {MeasuredProcess.Median(runs.Select(r => r.Cpu)) * 1000, 8:F1} ms   wall {MeasuredProcess.Median(runs.Select(r => r.Wall)) * 1000, 8:F1} ms   resident {command.Resident(), 6:F1} MiB"
            )
        );
}

/// <summary>A command line with a name for the table.</summary>
internal sealed record Command(string Name, string Program, params string[] Arguments)
{
    public Measurement Run() => MeasuredProcess.Run(Program, Arguments);

    public double Resident() => MeasuredProcess.ResidentMebibytes(Program, Arguments);
}
