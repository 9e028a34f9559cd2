using System.Diagnostics;
using System.Globalization;
using Plumb.Files;
using Plumb.Formats.Elf;
using Plumb.Formats.Fatbins;

namespace Plumb.Benchmarks;

/// <summary>
/// The device code of a CUDA library, listed by its headers, beside <c>cuobjdump --list-elf --list-ptx</c> where that is installed, else beside
/// a plain read of the file from beginning to end. The file lies in the page cache.
/// </summary>
internal static class FatbinsAgainstReading
{
    private const int Rounds = 15;
    private const int Piece = 1 << 20;

    public static int Run(string[] args)
    {
        if (args is not [var file])
        {
            return 2;
        }

        var cuobjdump = Environment
            .GetEnvironmentVariable("PATH")
            ?.Split(':')
            .Select(f => Path.Combine(f, "cuobjdump"))
            .FirstOrDefault(File.Exists);
        var (ours, peer) = (new List<double>(), new List<double>());
        var (containers, kinds) = (0, 0);
        for (var round = 0; round <= Rounds; round++)
        {
            var theirs = cuobjdump is null
                ? ReadAll(file)
                : MeasuredProcess.Run(cuobjdump, "--list-elf", "--list-ptx", file).Wall;
            (containers, kinds, var seconds) = List(file);
            if (round > 0)
            {
                ours.Add(seconds);
                peer.Add(theirs);
            }
        }

        var name = cuobjdump is null ? "plain read" : "cuobjdump";
        var (wall, other) = (MeasuredProcess.Median(ours), MeasuredProcess.Median(peer));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                device code of {new FileInfo(file).Length
                    / 1e6:F0} MB: {containers} containers, {kinds} kinds (medians of {Rounds})
                  ours         wall {wall * 1000, 8:F2} ms
                  {name, -12} wall {other * 1000, 8:F2} ms
                  ratio {name} / ours: {other / wall:F1}
                """
            )
        );
        return 0;
    }

    private static (int Containers, int Kinds, double Seconds) List(string file)
    {
        var clock = Stopwatch.GetTimestamp();
        using var reader = new FileWorld().Open(file, out _);
        if (reader is null || !ElfImage.TryOpen(reader, out var image, out _))
        {
            return default;
        }

        var listings = FatbinReader.Read(reader, image.Sections);
        return (
            listings.Sum(l => l.Containers),
            listings.SelectMany(l => l.Groups).Sum(g => g.Architectures.Length),
            Stopwatch.GetElapsedTime(clock).TotalSeconds
        );
    }

    private static double ReadAll(string file)
    {
        var clock = Stopwatch.GetTimestamp();
        var piece = new byte[Piece];
        using var handle = File.OpenHandle(file);
        for (long at = 0; RandomAccess.Read(handle, piece, at) is > 0 and var count; at += count) { }

        return Stopwatch.GetElapsedTime(clock).TotalSeconds;
    }
}
