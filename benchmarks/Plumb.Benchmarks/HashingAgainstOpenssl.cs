using System.Diagnostics;
using System.Globalization;
using Plumb.Files;

namespace Plumb.Benchmarks;

/// <summary>
/// The rate at which <c>--verify</c> hashes: our hasher on one core beside <c>openssl speed</c>, then the whole program
/// over an environment, whose files lie in the page cache.
/// </summary>
internal static class HashingAgainstOpenssl
{
    private const int Piece = 256 * 1024;

    public static int Run(string[] args)
    {
        var ours = Ours();
        var theirs = Openssl();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"SHA-256 on one core: ours {ours:F0} MB/s, openssl speed {theirs:F0} MB/s, ratio {ours / theirs:F2}"
            )
        );
        if (args is [var plumb, var venv])
        {
            var bytes = new DirectoryInfo(venv)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(f => f.LinkTarget is null)
                .Sum(f => f.Length);
            var verify = new Command("--verify", plumb, "check", venv, "--verify", "--no-config");
            var plain = new Command("without", plumb, "check", venv, "--no-config");
            verify.Run();
            plain.Run();
            var more = MeasuredProcess.Median(Enumerable.Range(0, 7).Select(_ => verify.Run().Cpu - plain.Run().Cpu));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"--verify over {bytes / 1e6:F0} MB: {bytes / 1e6 / more:F0} MB per CPU second beyond the check without it, ratio to openssl speed {bytes / 1e6 / more / theirs:F2}"
                )
            );
        }

        return 0;
    }

    private static double Ours()
    {
        var piece = new byte[Piece];
        Random.Shared.NextBytes(piece);
        using var hasher = new Sha256Hasher();
        var best = 0.0;
        for (var round = 0; round < 5; round++)
        {
            var clock = Stopwatch.GetTimestamp();
            long bytes = 0;
            while (Stopwatch.GetElapsedTime(clock).TotalSeconds < 1)
            {
                hasher.Append(piece);
                bytes += piece.Length;
            }

            hasher.Finish();
            best = Math.Max(best, bytes / 1e6 / Stopwatch.GetElapsedTime(clock).TotalSeconds);
        }

        return best;
    }

    private static double Openssl()
    {
        using var process = Process.Start(
            new ProcessStartInfo(
                "openssl",
                [
                    "speed",
                    "-evp",
                    "sha256",
                    "-bytes",
                    Piece.ToString(CultureInfo.InvariantCulture),
                    "-seconds",
                    "3",
                    "-mr",
                ]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        // "+F:22:sha256:1890123456.78": bytes a second.
        var line = text.Split('\n').Last(l => l.StartsWith("+F:", StringComparison.Ordinal));
        return double.Parse(line.Split(':')[^1], CultureInfo.InvariantCulture) / 1e6;
    }
}
