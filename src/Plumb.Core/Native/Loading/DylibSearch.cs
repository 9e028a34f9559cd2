using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Native.Loading;

/// <summary>
/// Where dyld finds a library (dyld(1), sources of dyld): by its file name in DYLD_LIBRARY_PATH; at its path, in which
/// <c>@loader_path</c> is the folder of the one that asks, <c>@executable_path</c> that of the program, and <c>@rpath</c> each LC_RPATH of
/// the one that asks and of those that loaded it; by its file name in DYLD_FALLBACK_LIBRARY_PATH.
/// </summary>
/// <param name="store">Reads files.</param>
/// <param name="executable">The interpreter, links followed; null when it is not there.</param>
/// <param name="variables">The variables under which the environment runs.</param>
/// <param name="libraries">Every library of the environment: Python code may have loaded it beforehand.</param>
public sealed class DylibSearch(
    DylibStore store,
    string? executable,
    WorldVariables variables,
    ImmutableArray<string> libraries
)
{
    private const string LoaderPath = "@loader_path";
    private const string ExecutablePath = "@executable_path";
    private const string RunPath = "@rpath/";

    // Programs in these folders are protected: dyld passes over the variables (dyld(1), "System Integrity Protection").
    private static readonly string[] _protected = ["/System", "/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/libexec"];

    private readonly ILookup<string, string> _byName = libraries.ToLookup(WorldPath.Name, StringComparer.Ordinal);
    private readonly bool _isProtected =
        executable is { } program && _protected.Any(f => WorldPath.IsWithin(program, f));

    /// <summary>
    /// True for what belongs to macOS: nobody else can write below <c>/usr/lib</c> and <c>/System</c>, and since macOS 11 most of it lies in
    /// the shared cache and nowhere on the disk. It is taken to be there; whether this version of macOS has it is not known.
    /// </summary>
    public static bool IsOfSystem(string path) =>
        WorldPath.IsWithin(path, "/usr/lib") || WorldPath.IsWithin(path, "/System");

    /// <summary>The library; null when dyld would say that it is not loaded.</summary>
    /// <param name="path">As the one that needs it writes it.</param>
    /// <param name="chain">Who needs it first, then who loaded that one, up to the module.</param>
    public (Dylib Library, FoundBy By)? Find(string path, IReadOnlyList<LoadableLibrary> chain)
    {
        var name = WorldPath.Name(path);
        foreach (var folder in Variable("DYLD_LIBRARY_PATH"))
        {
            if (store.Read(WorldPath.Join(folder, name)) is { } byVariable)
            {
                return (byVariable, FoundBy.LibraryPath);
            }
        }

        foreach (var place in Places(path, chain))
        {
            if (store.Read(place) is { } found)
            {
                return (found, path.StartsWith(RunPath, StringComparison.Ordinal) ? FoundBy.RPath : FoundBy.Path);
            }
        }

        return ByName(_byName[name], FoundBy.Preloaded)
            ?? ByName(Fallbacks().Select(f => WorldPath.Join(f, name)), FoundBy.DefaultFolder);
    }

    /// <summary>At how many places it is looked for, at most.</summary>
    public static int CostOf(string path, IReadOnlyList<LoadableLibrary> chain) =>
        path.StartsWith(RunPath, StringComparison.Ordinal) ? 1 + chain.Sum(l => l.RPath.Length) : 1;

    /// <summary>The same with what lies in the folder where an absolute path leads.</summary>
    public MissingLibrary WithNeighbours(MissingLibrary missing)
    {
        if (!WorldPath.IsAbsolute(missing.Name))
        {
            return missing;
        }

        var (folder, name) = (WorldPath.Parent(missing.Name), WorldPath.Name(missing.Name));
        var stem = name[..(name.IndexOf('.', StringComparison.Ordinal) + 1)];
        var other = store
            .World.ListNames(folder)
            .Where(e => !e.IsFolder && stem.Length > 0)
            .Select(e => e.Name)
            .Where(n => n.StartsWith(stem, StringComparison.Ordinal) && n.EndsWith(".dylib", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .LastOrDefault();
        return missing with
        {
            HasFolder = store.World.IsDirectory(folder),
            Other = other is null ? null : WorldPath.Join(folder, other),
        };
    }

    /// <summary>True where the path begins at a program that is not there, so that nothing can be said of it.</summary>
    public bool IsUnknown(string path, IReadOnlyList<LoadableLibrary> chain) =>
        executable is null
        && (
            path.StartsWith(ExecutablePath, StringComparison.Ordinal)
            || (
                path.StartsWith(RunPath, StringComparison.Ordinal)
                && chain.Any(l => l.RPath.Any(r => r.StartsWith(ExecutablePath, StringComparison.Ordinal)))
            )
        );

    private IEnumerable<string> Places(string path, IReadOnlyList<LoadableLibrary> chain)
    {
        if (!path.StartsWith(RunPath, StringComparison.Ordinal))
        {
            return Expand(path, chain[0]) is { } place ? [place] : [];
        }

        var rest = path[RunPath.Length..];
        var program = executable is null ? null : store.Read(executable)?.Library;
        return (program is null ? chain : chain.Append(program))
            .SelectMany(owner => owner.RPath.Select(r => Expand(r, owner)))
            .OfType<string>()
            .Select(folder => WorldPath.Normalize(WorldPath.Join(folder, rest)));
    }

    private string? Expand(string path, LoadableLibrary owner) =>
        path.StartsWith(LoaderPath, StringComparison.Ordinal)
            ? Below(WorldPath.Parent(owner.Path), path[LoaderPath.Length..])
        : path.StartsWith(ExecutablePath, StringComparison.Ordinal)
            ? executable is null ? null
                : Below(WorldPath.Parent(executable), path[ExecutablePath.Length..])
        : WorldPath.IsAbsolute(path) ? WorldPath.Normalize(path)
        : null;

    private static string Below(string folder, string rest) => WorldPath.Normalize(folder + "/" + rest.TrimStart('/'));

    private (Dylib, FoundBy)? ByName(IEnumerable<string> paths, FoundBy by) =>
        paths.Select(store.Read).OfType<Dylib>().FirstOrDefault() is { } found ? (found, by) : null;

    // Without the variable: the user's lib, /usr/local/lib, /usr/lib (dyld(1)); the last is the system's.
    private ImmutableArray<string> Fallbacks() =>
        Variable("DYLD_FALLBACK_LIBRARY_PATH") is { IsEmpty: false } named ? named
        : variables.GetNonEmpty("HOME") is { } home ? [WorldPath.Join(home, "lib"), "/usr/local/lib"]
        : ["/usr/local/lib"];

    private ImmutableArray<string> Variable(string name) =>
        _isProtected
            ? []
            :
            [
                .. (variables.GetNonEmpty(name) ?? "")
                    .Split(':', StringSplitOptions.RemoveEmptyEntries)
                    .Where(f => WorldPath.IsAbsolute(f)),
            ];
}
