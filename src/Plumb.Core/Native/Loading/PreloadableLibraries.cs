using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Native.Loading;

/// <summary>
/// Libraries inside the environment that Python code loads before the loader asks for them: <c>torch/lib</c>, <c>nvidia/*/lib</c>,
/// <c>package.libs</c>. A name found here is "resolved if preloaded", not missing.
/// </summary>
public sealed class PreloadableLibraries
{
    private readonly ElfLibraryStore? _store;
    private readonly ILookup<string, string> _byName;

    private PreloadableLibraries(ElfLibraryStore? store, IEnumerable<string> paths)
    {
        _store = store;
        _byName = paths.ToLookup(WorldPath.Name, StringComparer.Ordinal);
    }

    /// <summary>None: the loader is on its own.</summary>
    public static PreloadableLibraries None { get; } = new(null, []);

    /// <summary>The libraries of an environment.</summary>
    /// <param name="store">Reads them.</param>
    /// <param name="paths">Every shared library below the environment's package folders.</param>
    public static PreloadableLibraries Of(ElfLibraryStore store, ImmutableArray<string> paths) => new(store, paths);

    /// <summary>The library of that name that lies nearest to the one that needs it; null when the environment brings none.</summary>
    public LoadableLibrary? Find(string name, LoadableLibrary requester)
    {
        LoadableLibrary? best = null;
        var nearest = -1;
        foreach (var path in _byName[name])
        {
            var shared = CommonLength(path, requester.Path);
            if (shared > nearest && _store!.Read(path) is { } library && library.Kind == requester.Kind)
            {
                (best, nearest) = (library, shared);
            }
        }

        return best;
    }

    private static int CommonLength(string one, string other) => one.AsSpan().CommonPrefixLength(other);
}
