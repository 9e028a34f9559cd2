using System.Diagnostics;
using System.Globalization;
using Plumb.Python;

namespace Plumb.Benchmarks;

/// <summary>
/// How long it takes to read and sort 100,000 version strings, against <c>packaging</c> (the one in pip) in CPython. The two run turn
/// by turn in one go, each on the same texts; medians are compared.
/// </summary>
internal static class SortVersions
{
    private const int Count = 100_000;
    private const int Runs = 7;

    private const string Script = """
        import sys, time
        if sys.argv[2]: sys.path.insert(0, sys.argv[2])
        try:
            import pip._vendor.packaging as packaging
            from pip._vendor.packaging.version import Version
        except ImportError:
            import packaging
            from packaging.version import Version
        texts = open(sys.argv[1], encoding="utf-8").read().split("\n")
        start, cpu = time.perf_counter(), time.process_time()
        ordered = sorted(map(Version, texts))
        cpu, seconds = time.process_time() - cpu, time.perf_counter() - start
        print(seconds, cpu, sys.version.split()[0], getattr(packaging, "__version__", "?"))
        print(str(ordered[0]), str(ordered[len(ordered) // 2]), str(ordered[-1]))
        """;

    public static int Run(string[] args)
    {
        var python = args is [var named, ..] ? named : "python3.11";
        var path = args is [_, var front, ..] ? front : "";
        var texts = MakeTexts();
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, string.Join('\n', texts));
            return Compare(python, path, texts, file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static int Compare(string python, string path, string[] texts, string file)
    {
        var (ours, theirs) = (new List<Measurement>(), new List<Measurement>());
        var (checkOurs, checkTheirs, peer) = ("", "", "");
        for (var run = 0; run <= Runs; run++)
        {
            var cpu = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            var sorted = Sort(texts);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            cpu = Environment.CpuUsage.TotalTime - cpu;
            checkOurs = $"{sorted[0]} {sorted[sorted.Length / 2]} {sorted[^1]}";

            // The first run includes the just-in-time compiler: the shipped program is compiled ahead.
            if (run == 0)
            {
                continue;
            }

            ours.Add(new Measurement(seconds, cpu.TotalSeconds));
            var lines = PythonScript.Run(python, Script, file, path);
            var words = lines[0].Split(' ');
            theirs.Add(new Measurement(Seconds(words[0]), Seconds(words[1])));
            (peer, checkTheirs) = ($"packaging {words[3]} in CPython {words[2]}", lines[1]);
        }

        if (checkOurs != checkTheirs)
        {
            Console.Error.WriteLine($"The two orders differ: {checkOurs} against {checkTheirs}");
            return 1;
        }

        Console.WriteLine(
            FormattableString.Invariant($"{Count} versions read and sorted, plumb against {peer}, medians of {Runs}")
        );
        Console.WriteLine(Line("wall", ours, theirs, static m => m.Wall));
        Console.WriteLine(Line("CPU", ours, theirs, static m => m.Cpu));
        return 0;
    }

    private static PythonVersion[] Sort(string[] texts)
    {
        var versions = new PythonVersion[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            versions[i] = PythonVersion.Parse(texts[i]);
        }

        Array.Sort(versions);
        return versions;
    }

    /// <summary>The mix of a package index: seven in ten are plain releases, one in ten each has a pre-release, a post- or dev-release, a local label.</summary>
    private static string[] MakeTexts()
    {
        var random = new Random(20240131);
        var texts = new string[Count];
        for (var i = 0; i < Count; i++)
        {
            var segments = random.Next(10) < 8 ? 3 : random.Next(1, 5);
            var release = string.Join('.', Enumerable.Range(0, segments).Select(_ => Number(random, 30)));
            texts[i] =
                release
                + random.Next(10) switch
                {
                    0 => Pick(random, "a", "b", "rc") + Number(random, 10),
                    1 => Pick(random, ".post", ".dev") + Number(random, 10),
                    2 => Pick(random, "+cu118", "+cpu", "+git1a2b3c4", "rc1.dev3"),
                    _ => "",
                };
        }

        return texts;
    }

    private static string Number(Random random, int limit) =>
        (random.Next(50) == 0 ? 20200101 + random.Next(60000) : random.Next(limit)).ToString(
            CultureInfo.InvariantCulture
        );

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    private static double Seconds(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Line(
        string what,
        List<Measurement> ours,
        List<Measurement> theirs,
        Func<Measurement, double> value
    )
    {
        var (mine, other) = (MeasuredProcess.Median(ours.Select(value)), MeasuredProcess.Median(theirs.Select(value)));
        return FormattableString.Invariant(
            $"  {what, -5}{mine * 1000, 8:F1} ms {other * 1000, 8:F0} ms   ratio {other / mine:F0}"
        );
    }
}
