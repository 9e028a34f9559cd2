using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Native.Loading;

/// <summary>
/// What Windows loads with an extension module: for Python 3.8 and later the folder of the module, that of the program, folders that were
/// added by <c>os.add_dll_directory</c>, and System32; never PATH (Python's documentation of that function; LoadLibraryEx with
/// LOAD_LIBRARY_SEARCH_DEFAULT_DIRS). Libraries that are loaded only when they are used (delay imports) are not asked for.
/// </summary>
/// <param name="store">Reads files.</param>
/// <param name="programFolders">The folder of the program, where python311.dll lies, and those that its start adds, in order.</param>
/// <param name="system">The names in System32; in SysWOW64 for a 32-bit program on 64-bit Windows.</param>
/// <param name="libraries">Every library of the environment: Python code adds its folder, or loads it beforehand.</param>
public sealed class DllClosureBuilder(
    DllStore store,
    ImmutableArray<string> programFolders,
    IEnumerable<string> system,
    IEnumerable<string> libraries
)
{
    private readonly HashSet<string> _system = new(system, StringComparer.OrdinalIgnoreCase);
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

    /// <summary>The closure of a module, without what belongs to Windows; null when the file cannot be read.</summary>
    public LibraryClosure? Build(string path)
    {
        if (store.Read(path, out var machine) is not { } root)
        {
            return null;
        }

        var members = new List<ClosureMember> { new(root, WorldPath.Name(path), FoundBy.Path, -1) };
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { WorldPath.Name(path) };
        var missing = ImmutableArray.CreateBuilder<MissingLibrary>();
        for (var at = 0; at < members.Count && members.Count < ClosureBuilder.MostMembers; at++)
        {
            foreach (var name in members[at].Library.Needed)
            {
                if (!known.Add(name) || IsApiSet(name))
                {
                    continue;
                }

                if (Find(name, root, machine) is { } found)
                {
                    members.Add(new ClosureMember(found.Library, name, found.By, at));
                }
                else if (!_system.Contains(name) && !IsPython(name))
                {
                    missing.Add(new MissingLibrary(name, at));
                }
            }
        }

        return new LibraryClosure { Members = [.. members], Missing = missing.ToImmutable() };
    }

    private FoundLibrary? Find(string name, LoadableLibrary root, ushort machine)
    {
        var folder = WorldPath.Parent(root.Path);
        var beside = _byName[name].FirstOrDefault(p => WorldPath.Parent(p) == folder);
        return Fits(beside, FoundBy.Path, machine)
            ?? First(_ofProgram[name], FoundBy.DefaultFolder, machine)
            ?? First(_byName[name], FoundBy.Preloaded, machine);
    }

    private FoundLibrary? First(IEnumerable<string> paths, FoundBy by, ushort machine) =>
        paths.Select(p => Fits(p, by, machine)).FirstOrDefault(f => f is not null);

    private FoundLibrary? Fits(string? path, FoundBy by, ushort machine) =>
        path is not null && store.Read(path, out var its) is { } library && its == machine
            ? new FoundLibrary(library, by)
            : null;

    // Names that stand for sets of functions and are no files (Microsoft's "Windows API sets").
    private static bool IsApiSet(string name) =>
        name.StartsWith("api-ms-win-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ext-ms-", StringComparison.OrdinalIgnoreCase);

    // Whether the interpreter is the right one is asked elsewhere.
    private static bool IsPython(string name) =>
        name.StartsWith("python", StringComparison.OrdinalIgnoreCase) && name.Length > 10 && char.IsAsciiDigit(name[6]);
}
