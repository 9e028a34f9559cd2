using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Knowledge;

namespace Plumb.Environments.Observing.Imports;

/// <summary>
/// Finds modules along <c>sys.path</c> as <c>importlib</c>'s path finder does: in each folder a package, then a native module, then a source
/// file; folders without <c>__init__</c> only where nothing else is found (PEP 420). Safe for several threads.
/// </summary>
internal sealed class ModuleFinder
{
    private const string Dead = "\u0001";
    private readonly FileWorld _world;
    private readonly FileTree _tree;
    private readonly ImmutableArray<string> _path;
    private readonly ImmutableArray<string> _standard;
    private readonly PythonInstallation _installation;
    private readonly FrozenSet<string> _hooked;
    private readonly ConcurrentDictionary<string, FrozenDictionary<string, bool>> _listings = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentDictionary<string, ModuleLocation> _found = new(StringComparer.Ordinal);
    private readonly Lazy<FrozenSet<string>> _native;

    /// <summary>Looks along the installation's own search path.</summary>
    /// <param name="world">The files.</param>
    /// <param name="tree">What was listed already.</param>
    /// <param name="installation">Whose search path it is.</param>
    /// <param name="hooked">Top-level names that import hooks bring (editable installs).</param>
    public ModuleFinder(FileWorld world, FileTree tree, PythonInstallation installation, IEnumerable<string> hooked)
    {
        _world = world;
        _tree = tree;
        _installation = installation;
        var entries = installation
            .SearchPath.Where(e => e.Exists)
            .ToLookup(e => e.Origin == PathOrigin.StandardLibrary);
        _standard = [.. entries[true].Select(e => e.Path)];
        _path = [.. entries[false].Select(e => e.Path)];
        _hooked = hooked.ToFrozenSet(StringComparer.Ordinal);
        _native = new Lazy<FrozenSet<string>>(() =>
            tree
                .Folders.Values.SelectMany(f => f.Entries)
                .Where(e => e.Kind == FileKind.File && NativeFileName.IsLibrary(e.Name))
                .Select(e => e.Name[..e.Name.IndexOf('.', StringComparison.Ordinal)])
                .ToFrozenSet(StringComparer.Ordinal)
        );
    }

    /// <summary>Whether a native file anywhere in the environment has that name, its suffixes aside.</summary>
    public bool IsNativeName(string name) => _native.Value.Contains(name);

    /// <summary>The module of that dotted name.</summary>
    public ModuleLocation Find(string name) => _found.GetOrAdd(name, static (n, finder) => finder.Search(n), this);

    /// <summary>The names of the source files in a package's folders, in ordinal order.</summary>
    public IEnumerable<string> ModulesIn(ModuleLocation package) =>
        package
            .Folders.SelectMany(f => List(f))
            .Where(n => !n.Value && n.Key.EndsWith(".py", StringComparison.Ordinal) && n.Key != "__init__.py")
            .Select(n => n.Key[..^3])
            .Where(n => ModuleNames.IsIdentifier(n))
            .Order(StringComparer.Ordinal);

    private ModuleLocation Search(string name)
    {
        var dot = name.LastIndexOf('.');
        if (dot < 0)
        {
            return IsStandard(name) || _hooked.Contains(name) ? ModuleLocation.Opaque : In(_path, name);
        }

        var parent = Find(name[..dot]);
        return parent.Kind is ModuleLocationKind.Missing or ModuleLocationKind.Opaque
            ? parent
            : In(parent.Folders, name[(dot + 1)..]);
    }

    // The standard library is taken to be whole. Private names belong to it, or to packages that bring them in their own ways.
    private bool IsStandard(string name) =>
        StandardLibraryModules.Embedded.Contains(name, _installation.Major, _installation.Minor)
        || In(_standard, name).Kind != ModuleLocationKind.Missing
        || (
            name.StartsWith('_')
            && In(_path, name).Kind == ModuleLocationKind.Missing
            && !_path.Any(f => List(f).ContainsKey(Dead + name))
        );

    private ModuleLocation In(ImmutableArray<string> folders, string name)
    {
        var portions = ImmutableArray.CreateBuilder<string>();
        foreach (var folder in folders)
        {
            var names = List(folder);
            if (names.TryGetValue(name, out var isFolder) && isFolder)
            {
                var package = WorldPath.Join(folder, name);
                var inside = List(package);
                if (inside.ContainsKey("__init__.py"))
                {
                    return new(ModuleLocationKind.Source, WorldPath.Join(package, "__init__.py"), [package]);
                }

                if (inside.Keys.Any(k => ModuleNames.IsInit(k)))
                {
                    return new(ModuleLocationKind.Opaque, null, [package]);
                }

                portions.Add(package);
            }

            var isCompiled = names.ContainsKey("\0" + name);
            if (names.TryGetValue(name + ".py", out isFolder) && !isFolder)
            {
                return new(ModuleLocationKind.Source, WorldPath.Join(folder, name + ".py"), [], isCompiled);
            }

            if (isCompiled)
            {
                return ModuleLocation.Opaque;
            }
        }

        return portions.Count > 0
            ? new(ModuleLocationKind.Namespace, null, portions.ToImmutable())
            : ModuleLocation.Missing;
    }

    // Native modules and byte code also stand under their module's name, marked with a NUL that no file name can hold.
    private FrozenDictionary<string, bool> List(string folder) =>
        _listings.GetOrAdd(
            folder,
            static (path, finder) =>
            {
                var names = new Dictionary<string, bool>(StringComparer.Ordinal);
                foreach (var (name, isFolder) in finder.Names(path))
                {
                    if (!isFolder && finder.IsDead(path, name))
                    {
                        names[Dead + name[..name.IndexOf('.', StringComparison.Ordinal)]] = false;
                        continue;
                    }

                    names[name] = isFolder;
                    if (!isFolder && ExtensionName.TryParse(name, out var extension))
                    {
                        names["\0" + extension.Module.ToString()] = false;
                    }
                    else if (!isFolder && name.EndsWith(".pyc", StringComparison.Ordinal))
                    {
                        names["\0" + name[..^4]] = false;
                    }
                }

                return names.ToFrozenDictionary(StringComparer.Ordinal);
            },
            this
        );

    // No import finds what a link that leads nowhere is named for.
    private bool IsDead(string folder, string name) =>
        name.Contains('.', StringComparison.Ordinal)
        && _tree.Folder(folder) is { } listing
        && listing.TryFind(name, out var entry)
        && entry.Kind == FileKind.Link
        && !_world.IsFile(WorldPath.Join(folder, name));

    private IEnumerable<(string Name, bool IsFolder)> Names(string folder) =>
        _tree.Folder(folder) is { } listing
            ? listing.Entries.Select(e =>
                (
                    e.Name,
                    e.Kind == FileKind.Directory
                        || (e.Kind == FileKind.Link && _world.IsDirectory(WorldPath.Join(folder, e.Name)))
                )
            )
            : _world.ListNames(folder);
}
