using System.Diagnostics;
using System.Globalization;
using Plumb.Files;
using Plumb.Native.Loading;

namespace Plumb.Benchmarks;

/// <summary>
/// What each native file of some folders loads, with the symbol versions, beside <c>ld.so --list</c>, which is started once for each file. All
/// files lie in the page cache. Each round of ours begins with nothing read.
/// </summary>
internal static class ClosuresAgainstLoader
{
    private const string Loader = "/lib64/ld-linux-x86-64.so.2";
    private const int Rounds = 9;
    private static readonly ElfKind _x64 = new(62, true, true);
    private static readonly LoadableLibrary _program = new() { Path = "/usr/bin/python3", Kind = _x64 };

    public static int Run(string[] args)
    {
        if (args is not [var most, .. { Length: > 0 } folders])
        {
            return 2;
        }

        var files = folders
            .SelectMany(f => new DirectoryInfo(f).EnumerateFiles("*.so*", SearchOption.AllDirectories))
            .Where(f => f.LinkTarget is null && IsElf(f.FullName))
            .Select(f => f.FullName)
            .Order(StringComparer.Ordinal)
            .Take(int.Parse(most, CultureInfo.InvariantCulture))
            .ToList();
        var ours = new List<double>();
        var inTurn = new List<double>();
        var cpu = new List<double>();
        var (read, edges) = (0, 0);
        for (var round = 0; round <= Rounds; round++)
        {
            (read, edges, var together) = Follow(files, Environment.ProcessorCount);
            var before = Environment.CpuUsage.TotalTime;
            (_, _, var single) = Follow(files, 1);
            if (round > 0)
            {
                ours.Add(together);
                inTurn.Add(single);
                cpu.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
            }
        }

        var clock = Stopwatch.GetTimestamp();
        var theirs = files.Sum(file => MeasuredProcess.Run(Loader, "--list", file).Cpu);

        var peer = Stopwatch.GetElapsedTime(clock).TotalSeconds;
        var wall = MeasuredProcess.Median(ours);
        var mine = MeasuredProcess.Median(cpu);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                closures and symbol versions of {files.Count} files ({read} different ELF files read, {edges} libraries loaded in all)
                  ours           CPU {mine * 1000, 8:F1} ms   wall {wall
                    * 1000, 8:F1} ms on {Environment.ProcessorCount} threads, {MeasuredProcess.Median(inTurn)
                    * 1000:F1} ms on one (medians of {Rounds})
                  ld.so --list   CPU {theirs * 1000, 8:F1} ms   wall {peer * 1000, 8:F1} ms, one process a file
                  ratio ld.so --list / ours: CPU {theirs / mine:F1}, wall {peer / wall:F1}
                """
            )
        );
        return 0;
    }

    private static (int Read, int Edges, double Seconds) Follow(List<string> files, int threads)
    {
        var clock = Stopwatch.GetTimestamp();
        var world = new FileWorld();
        var store = new ElfLibraryStore(world);
        var search = new LibrarySearch(store, LoaderProbe.Read(world, WorldVariables.None, _program), _x64);
        var builder = new ClosureBuilder(search, PreloadableLibraries.None);
        var closures = new LibraryClosure?[files.Count];
        Parallel.For(
            0,
            files.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            i => closures[i] = store.Read(files[i]) is { } file ? builder.Build(file) : null
        );
        var seconds = Stopwatch.GetElapsedTime(clock).TotalSeconds;
        var members = closures.OfType<LibraryClosure>().SelectMany(c => c.Members).ToList();
        return (members.Select(m => m.Library.Path).Distinct(StringComparer.Ordinal).Count(), members.Count, seconds);
    }

    private static bool IsElf(string file)
    {
        Span<byte> magic = stackalloc byte[4];
        using var handle = File.OpenHandle(file);
        return RandomAccess.Read(handle, magic, 0) == 4 && magic.SequenceEqual("\u007fELF"u8);
    }
}
