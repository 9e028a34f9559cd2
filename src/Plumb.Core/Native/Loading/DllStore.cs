using System.Collections.Concurrent;
using Plumb.Files;
using Plumb.Formats.Pe;

namespace Plumb.Native.Loading;

/// <summary>Reads what each DLL or extension of Windows imports once, however many others need it. Safe for several threads.</summary>
public sealed class DllStore(FileWorld world)
{
    private readonly ConcurrentDictionary<string, (ushort Machine, LoadableLibrary Library)?> _byPath = new(
        StringComparer.Ordinal
    );

    /// <summary>The files that are looked at.</summary>
    public FileWorld World => world;

    /// <summary>The library with the names that it imports, in lower case; null when none can be read there.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="machine">The machine field of its header (PE format, "Machine Types").</param>
    public LoadableLibrary? Read(string path, out ushort machine)
    {
        var read = _byPath.GetOrAdd(path, ReadNew);
        machine = read?.Machine ?? 0;
        return read?.Library;
    }

    private (ushort, LoadableLibrary)? ReadNew(string path)
    {
        using var reader = world.Open(path, out _);
        if (reader is null || !PeImage.TryOpen(reader, out var image, out _))
        {
            return null;
        }

        var library = new LoadableLibrary
        {
            Path = path,
            Kind = default,
            Needed = [.. image.Imports.Select(i => i.ToLowerInvariant()).Distinct(StringComparer.Ordinal)],
            Delayed = [.. image.DelayImports.Select(i => i.ToLowerInvariant()).Distinct(StringComparer.Ordinal)],
            ClaimedLength = image.ClaimedLength,
            Length = reader.Length,
        };
        return (image.Machine, library);
    }
}
