using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Formats.MachO;

namespace Plumb.Native.Loading;

/// <summary>What dyld reads of one file for one processor.</summary>
/// <param name="Library">The file with the paths that it cannot do without, as written, and what <c>@rpath</c> stands for in it.</param>
/// <param name="Weak">Paths that may lead nowhere (LC_LOAD_WEAK_DYLIB).</param>
/// <param name="InstallName">LC_ID_DYLIB: a path under which it counts as loaded; null when it has none.</param>
/// <param name="InitFunctions">The names of its functions that begin with <c>PyInit</c>.</param>
public sealed record Dylib(
    LoadableLibrary Library,
    ImmutableArray<string> Weak,
    string? InstallName,
    ImmutableArray<string> InitFunctions
);

/// <summary>Reads the load commands of each library of macOS once, however many others need it. Safe for several threads.</summary>
/// <param name="world">The files.</param>
/// <param name="processor">CPU_TYPE whose slice is loaded (<see cref="MachOImage.Arm64"/>).</param>
public sealed class DylibStore(FileWorld world, uint processor)
{
    // Without the paths at which there is none: a file can name as many as it likes.
    private readonly ConcurrentDictionary<string, Dylib> _byPath = new(StringComparer.Ordinal);

    /// <summary>The files that are looked at.</summary>
    public FileWorld World => world;

    /// <summary>The library; null when there is none for the processor.</summary>
    public Dylib? Read(string path)
    {
        if (!_byPath.TryGetValue(path, out var known) && ReadNew(path) is { } read)
        {
            known = _byPath.GetOrAdd(path, read);
        }

        return known;
    }

    private Dylib? ReadNew(string path)
    {
        using var reader = world.Open(path, out _);
        if (
            reader is null
            || !MachOImage.TryOpen(reader, out var image, out _)
            || image.Slices.FirstOrDefault(s => s.Processor == processor) is not { } slice
        )
        {
            return null;
        }

        var library = new LoadableLibrary
        {
            Path = path,
            Kind = default,
            SoName = slice.InstallName?.Path,
            Needed =
            [
                .. slice
                    .Dylibs.Where(d => d.Kind is not (MachODylibKind.Weak or MachODylibKind.Lazy))
                    .Select(d => d.Path),
            ],
            RPath = slice.RPaths,
            ClaimedLength = image.ClaimedLength,
            Length = reader.Length,
        };
        return new Dylib(
            library,
            [.. slice.Dylibs.Where(d => d.Kind == MachODylibKind.Weak).Select(d => d.Path)],
            slice.InstallName?.Path,
            slice.ReadInitFunctions()
        );
    }
}
