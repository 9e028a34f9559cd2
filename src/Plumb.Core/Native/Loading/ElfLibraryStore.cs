using System.Collections.Concurrent;
using Plumb.Files;
using Plumb.Formats.Elf;

namespace Plumb.Native.Loading;

/// <summary>Reads each library once, however many others need it. Safe for several threads.</summary>
public sealed class ElfLibraryStore(FileWorld world)
{
    private readonly ConcurrentDictionary<string, LoadableLibrary?> _byPath = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LoadableLibrary?> _byRealPath = new(StringComparer.Ordinal);

    /// <summary>The files that are looked at.</summary>
    public FileWorld World => world;

    /// <summary>The library that a path names, links followed; null when there is none that can be read.</summary>
    public LoadableLibrary? Read(string path)
    {
        if (_byPath.TryGetValue(path, out var known))
        {
            return known;
        }

        var library = world.RealPath(path) is { } real ? ReadReal(real) : null;
        _byPath.TryAdd(path, library);
        return library;
    }

    private LoadableLibrary? ReadReal(string path)
    {
        if (_byRealPath.TryGetValue(path, out var known))
        {
            return known;
        }

        using var reader = world.Open(path, out _);
        var library =
            reader is not null && ElfImage.TryOpen(reader, out var image, out _)
                ? LoadableLibrary.Of(path, image, reader.Length)
                : null;
        return _byRealPath.GetOrAdd(path, library);
    }
}
