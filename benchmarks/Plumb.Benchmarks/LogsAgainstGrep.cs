namespace Plumb.Benchmarks;

/// <summary>The cause of a failure out of a log of 100 MB, and out of a traceback of 200 lines; the peer looks for one word.</summary>
internal static class LogsAgainstGrep
{
    private const int LargeBytes = 100 * 1024 * 1024;

    public static int Run(string[] args)
    {
        if (args is not [var plumb])
        {
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("plumb-logs-").FullName;
        try
        {
            var large = Path.Combine(folder, "large.log");
            var small = Path.Combine(folder, "small.log");
            WriteLarge(large);
            File.WriteAllText(small, Traceback(98));
            Pairs.Compare(
                "diagnose of 100 MB",
                5,
                new Command("plumb diagnose", plumb, "diagnose", large),
                new Command("grep -c Error", "/usr/bin/grep", "-c", "Error", large)
            );
            Console.WriteLine("diagnose of a traceback of 200 lines (20 runs, medians)");
            var command = new Command("plumb diagnose", plumb, "diagnose", small);
            Pairs.Print(command, [.. Enumerable.Range(0, 20).Select(_ => command.Run())]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static void WriteLarge(string path)
    {
        var random = new Random(1);
        using var log = new StreamWriter(path);
        for (long written = 0; written < LargeBytes; )
        {
            FormattableString text = random.Next(4) switch
            {
                0 => $"2026-03-25 06:28:22,690 INFO worker: request {random.Next()} took {random.Next(9999)} ms",
                1 => $"DEBUG:urllib3.connectionpool:\"GET /item/{random.Next()} HTTP/1.1\" 200 {random.Next(9999)}",
                2 => $"Epoch {random.Next(99)}: step loss=0.{random.Next()} lr=1e-4 throughput 123.4 it/s",
                _ =>
                    $"  File \"/opt/app/venv/lib/python3.11/site-packages/torch/nn/module.py\", line {random.Next(9999)}, in call",
            };
            var line = FormattableString.Invariant(text);
            log.Write(line);
            log.Write('\n');
            written += line.Length + 1;
        }

        log.Write(Traceback(10));
    }

    private static string Traceback(int frames) =>
        "Traceback (most recent call last):\n"
        + string.Concat(
            Enumerable
                .Range(1, frames)
                .Select(i =>
                    $"  File \"/opt/app/venv/lib/python3.11/site-packages/pandas/part{i}.py\", line {i}, in <module>\n    from . import part{i + 1}\n"
                )
        )
        + "ValueError: numpy.dtype size changed, may indicate binary incompatibility. Expected 96 from C header, got 88 from PyObject\n";
}
