using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Native.Loading;

/// <summary>
/// Where Windows finds what an extension module imports: for Python 3.8 and later the folder of the module, that of the program, folders
/// that were added by <c>os.add_dll_directory</c>, and System32, in this order; never PATH (Python's documentation of that function;
/// LoadLibraryEx with LOAD_LIBRARY_SEARCH_DEFAULT_DIRS).
/// </summary>
/// <param name="store">Reads files.</param>
/// <param name="programFolders">The folder of the program, where python311.dll lies, and those that its start adds, in order.</param>
/// <param name="system">The names in System32; in SysWOW64 for a 32-bit program on 64-bit Windows.</param>
/// <param name="libraries">Every library of the environment: Python code adds its folder, or loads it beforehand.</param>
public sealed class DllSearch(
    DllStore store,
    ImmutableArray<string> programFolders,
    IEnumerable<string> system,
    ImmutableArray<string> libraries
)
{
    private readonly HashSet<string> _system = new(system, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _own = new(libraries, StringComparer.Ordinal);
    private readonly ILookup<string, string> _byName = libraries.ToLookup(
        WorldPath.Name,
        StringComparer.OrdinalIgnoreCase
    );
    private readonly ILookup<string, string> _ofProgram = programFolders
        .SelectMany(folder =>
            store
                .World.ListNames(folder)
                .Where(e => !e.IsFolder && e.Name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
                .Select(e => WorldPath.Join(folder, e.Name))
        )
        .ToLookup(WorldPath.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>True when Windows has a library of that name.</summary>
    public bool IsOfSystem(string name) => _system.Contains(name);

    /// <summary>True when the file belongs to the environment.</summary>
    public bool IsOwn(string path) => _own.Contains(path);

    /// <summary>
    /// The library; null where there is none, and where only other folders of the environment have it and Windows too: whether one of those
    /// folders was added is not known.
    /// </summary>
    /// <param name="name">As the one that imports it writes it.</param>
    /// <param name="root">The module that is imported.</param>
    /// <param name="machine">The machine field of its header.</param>
    public FoundLibrary? Find(string name, LoadableLibrary root, ushort machine)
    {
        var folder = WorldPath.Parent(root.Path);
        var beside = _byName[name].FirstOrDefault(p => WorldPath.Parent(p) == folder);
        return Fits(beside, FoundBy.Path, machine)
            ?? First(_ofProgram[name], FoundBy.DefaultFolder, machine)
            ?? (IsOfSystem(name) ? null : First(_byName[name], FoundBy.Preloaded, machine));
    }

    /// <summary>The one file of that name that there is, where it belongs to the environment; otherwise null.</summary>
    public string? Only(string name) =>
        !IsOfSystem(name) && !_ofProgram.Contains(name) && _byName[name].Take(2).ToList() is [var only] ? only : null;

    private FoundLibrary? First(IEnumerable<string> paths, FoundBy by, ushort machine) =>
        paths.Select(p => Fits(p, by, machine)).FirstOrDefault(f => f is not null);

    private FoundLibrary? Fits(string? path, FoundBy by, ushort machine) =>
        path is not null && store.Read(path, out var its) is { } library && its == machine
            ? new FoundLibrary(library, by)
            : null;
}
