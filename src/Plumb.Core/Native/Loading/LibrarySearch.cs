using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Formats.LoaderCaches;
using Plumb.Python;

namespace Plumb.Native.Loading;

/// <summary>
/// Where the loader finds a library that is not loaded yet. glibc (ld.so(8)): RPATH of the one that needs it and of those that loaded it,
/// unless it has a RUNPATH; LD_LIBRARY_PATH; its RUNPATH; the cache; the default folders. musl: LD_LIBRARY_PATH, then RPATH or RUNPATH of it
/// and of those that loaded it, then its own folders. Files of another machine are passed over. Safe for several threads.
/// </summary>
public sealed class LibrarySearch(ElfLibraryStore store, LoaderSettings settings, ElfKind kind)
{
    private readonly ConcurrentDictionary<string, FoundLibrary?> _byDefault = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _hardwareFolders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Folder, string Name), LoadableLibrary?> _inFolder = new();
    private readonly int _cacheFlags = LoaderCache.FlagsOf(kind.Machine, kind.Is64Bit);

    /// <summary>How the loader is set up.</summary>
    public LoaderSettings Settings => settings;

    /// <summary>Each library, read once.</summary>
    public ElfLibraryStore Store => store;

    /// <summary>The loader itself, which is in every process; null when it is not there.</summary>
    public LoadableLibrary? Loader => settings.Loader is { } loader ? store.Read(loader) : null;

    /// <summary>The library; null when the loader would say that it cannot open it.</summary>
    /// <param name="name">A name or path, as DT_NEEDED has it.</param>
    /// <param name="requester">Who needs it.</param>
    /// <param name="loaders">Who loaded the requester, nearest first, up to the program.</param>
    public FoundLibrary? Find(string name, LoadableLibrary requester, IEnumerable<LoadableLibrary> loaders)
    {
        if (name.Contains('/', StringComparison.Ordinal))
        {
            var path = LoaderTokens.Expand(name, requester.Path, settings, kind);
            return path is not null && Fits(store.Read(path)) is { } library
                ? new FoundLibrary(library, FoundBy.Path)
                : null;
        }

        return settings.Libc == LibcKind.Musl
            ? FindAsMusl(name, requester, loaders)
            : FindAsGlibc(name, requester, loaders);
    }

    /// <summary>
    /// Every folder that the files themselves and LD_LIBRARY_PATH name for a library that <paramref name="requester"/> needs, in the order
    /// in which the loader looks. It stops at the first that has it.
    /// </summary>
    /// <param name="requester">Who needs it.</param>
    /// <param name="loaders">Who loaded the requester, nearest first, up to the program.</param>
    public IEnumerable<SearchedFolder> FoldersFor(LoadableLibrary requester, IEnumerable<LoadableLibrary> loaders)
    {
        var byVariable = settings.LibraryPath.Select(e => Expand(null, e, settings.Loader ?? "/", FoundBy.LibraryPath));
        return settings.Libc == LibcKind.Musl
            ? byVariable.Concat(
                loaders
                    .Prepend(requester)
                    .SelectMany(l =>
                        (l.HasRunPath ? l.RunPath : l.RPath).Select(e => Expand(l, e, l.Path, FoundBy.RPath))
                    )
            )
            : (requester.HasRunPath ? [] : loaders.Prepend(requester))
                .Where(l => !l.HasRunPath)
                .SelectMany(l => l.RPath.Select(e => Expand(l, e, l.Path, FoundBy.RPath)))
                .Concat(byVariable)
                .Concat(requester.RunPath.Select(e => Expand(requester, e, requester.Path, FoundBy.RunPath)));
    }

    /// <summary>The library of that name in a folder; null when none there fits.</summary>
    public LoadableLibrary? FindIn(string folder, string name) => InFolder(folder, name);

    private SearchedFolder Expand(LoadableLibrary? owner, string element, string origin, FoundBy by) =>
        new(owner, element, LoaderTokens.Expand(element, origin, settings, kind), by);

    private FoundLibrary? FindAsGlibc(string name, LoadableLibrary requester, IEnumerable<LoadableLibrary> loaders)
    {
        if (!requester.HasRunPath)
        {
            foreach (var loader in loaders.Prepend(requester))
            {
                if (!loader.HasRunPath && InFolders(name, loader.RPath, loader.Path) is { } byRPath)
                {
                    return new FoundLibrary(byRPath, FoundBy.RPath);
                }
            }
        }

        return ByLibraryPath(name)
            ?? (
                InFolders(name, requester.RunPath, requester.Path) is { } byRunPath
                    ? new FoundLibrary(byRunPath, FoundBy.RunPath)
                    : _byDefault.GetOrAdd(name + (requester.IgnoresDefaultFolders ? "\n" : ""), ByDefault)
            );
    }

    private FoundLibrary? FindAsMusl(string name, LoadableLibrary requester, IEnumerable<LoadableLibrary> loaders)
    {
        if (ByLibraryPath(name) is { } found)
        {
            return found;
        }

        foreach (var loader in loaders.Prepend(requester))
        {
            var folders = loader.HasRunPath ? loader.RunPath : loader.RPath;
            if (InFolders(name, folders, loader.Path) is { } byRPath)
            {
                return new FoundLibrary(byRPath, FoundBy.RPath);
            }
        }

        return InFolders(name, settings.DefaultFolders, "/") is { } library
            ? new FoundLibrary(library, FoundBy.DefaultFolder)
            : null;
    }

    private FoundLibrary? ByLibraryPath(string name) =>
        InFolders(name, settings.LibraryPath, settings.Loader ?? "/") is { } library
            ? new FoundLibrary(library, FoundBy.LibraryPath)
            : null;

    private FoundLibrary? ByDefault(string key)
    {
        var ignoresFolders = key.EndsWith('\n');
        var name = key.TrimEnd('\n');
        foreach (var entry in settings.Cache?.Find(name, _cacheFlags) ?? [])
        {
            var isUsable =
                entry.Subfolder is null || settings.HardwareFolders.Contains(entry.Subfolder, StringComparer.Ordinal);
            var isDefault = settings.DefaultFolders.Contains(WorldPath.Parent(entry.Path), StringComparer.Ordinal);
            if (isUsable && !(ignoresFolders && isDefault) && Fits(store.Read(entry.Path)) is { } cached)
            {
                return new FoundLibrary(cached, FoundBy.Cache);
            }
        }

        return !ignoresFolders && InFolders(name, settings.DefaultFolders, "/") is { } library
            ? new FoundLibrary(library, FoundBy.DefaultFolder)
            : null;
    }

    private LoadableLibrary? InFolders(string name, ImmutableArray<string> folders, string origin)
    {
        foreach (var folder in folders)
        {
            if (
                LoaderTokens.Expand(folder, origin, settings, kind) is { } expanded
                && InFolder(expanded, name) is { } found
            )
            {
                return found;
            }
        }

        return null;
    }

    private LoadableLibrary? InFolder(string folder, string name) =>
        _inFolder.GetOrAdd((folder, name), static (key, search) => search.ReadIn(key.Folder, key.Name), this);

    private LoadableLibrary? ReadIn(string folder, string name)
    {
        if (settings.HardwareFolders.Length > 0 && HasHardwareFolders(folder))
        {
            foreach (var level in settings.HardwareFolders)
            {
                if (Fits(store.Read($"{folder}/glibc-hwcaps/{level}/{name}")) is { } tuned)
                {
                    return tuned;
                }
            }
        }

        return Fits(store.Read(WorldPath.Join(folder, name)));
    }

    private bool HasHardwareFolders(string folder) =>
        _hardwareFolders.GetOrAdd(folder, f => store.World.IsDirectory(f + "/glibc-hwcaps"));

    private LoadableLibrary? Fits(LoadableLibrary? library) =>
        library is not null && library.Kind == kind ? library : null;
}
