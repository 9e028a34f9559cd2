using System.Collections.Concurrent;
using System.Text;
using Plumb.Files;
using Plumb.Knowledge;
using Plumb.Source;

namespace Plumb.Environments.Observing.Imports;

/// <summary>Whether a module binds a name.</summary>
internal enum NameAnswer
{
    /// <summary>It does not.</summary>
    No,

    /// <summary>It makes names while it runs, and this one is written nowhere in it.</summary>
    Unlikely,

    /// <summary>That cannot be told.</summary>
    Unknown,

    /// <summary>It does.</summary>
    Yes,
}

/// <summary>Which names the modules of an environment bind, by their sources, each read once. Safe for several threads.</summary>
internal sealed class DefinedNames(FileWorld world, ModuleFinder finder, RemovedNames removed)
{
    private readonly ConcurrentDictionary<string, Lazy<ModuleSource?>> _sources = new(StringComparer.Ordinal);

    /// <summary>How many files were read.</summary>
    public int Files => _sources.Count;

    /// <summary>What files give a value that is gone otherwise.</summary>
    public IEnumerable<RemovedApi> Given => _sources.Values.SelectMany(s => s.Value?.Given ?? []);

    /// <summary>Modules that files put into <c>sys.modules</c> themselves.</summary>
    public IEnumerable<string> Put => _sources.Values.SelectMany(s => s.Value?.Put ?? []);

    /// <summary>The removal of a name, unless the module as it lies there has it.</summary>
    public RemovedApi? Removed(string module, string name) =>
        removed.Find(module + "." + name) is { } api && IsGone(api) ? api : null;

    /// <summary>False when the module's own source still has the name: the file decides before what is known of its version.</summary>
    public bool IsGone(RemovedApi api) =>
        api.Module.Length == 0
            ? finder.Find(api.Name).Kind == ModuleLocationKind.Missing
            : Find(api.Module, api.Name) != NameAnswer.Yes
                && finder.Find(api.FullName).Kind is ModuleLocationKind.Missing or ModuleLocationKind.Opaque;

    /// <summary>Whether the module binds the name.</summary>
    public NameAnswer Find(string module, string name) => Defines(module, name, 0);

    /// <summary>True where code may put the module into <c>sys.modules</c> or bring it by a hook (six.moves, pkg_resources.extern).</summary>
    public bool MayBeInjected(string module)
    {
        for (var dot = module.LastIndexOf('.'); dot > 0; dot = module.LastIndexOf('.', dot - 1))
        {
            var parent = finder.Find(module[..dot]);
            if (
                parent.Kind != ModuleLocationKind.Source
                || parent.Folders.IsEmpty
                || Source(parent.File!) is not { MayInject: false }
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for a module that may put folders on <c>sys.path</c>, as setuptools does with its vendored packages.</summary>
    public bool ChangesPath(string module) =>
        finder.Find(module) is { Kind: ModuleLocationKind.Source, File: { } file }
        && Source(file) is { ChangesPath: true };

    /// <summary>A source file; null when it says nothing.</summary>
    public ModuleSource? Source(string file) =>
        _sources
            .GetOrAdd(
                file,
                f => new Lazy<ModuleSource?>(() => ModuleSource.Read(world, f, removed, finder.IsNativeName))
            )
            .Value;

    /// <summary>The absolute name; null above the top. One dot is the package itself, each further one a package above it.</summary>
    public static string? Resolve(string relative, string module, ModuleLocation location)
    {
        var level = relative.Length - relative.AsSpan().TrimStart('.').Length;
        var package = module;
        for (var up = location.Folders.IsEmpty ? level : level - 1; up > 0; up--)
        {
            var dot = package.LastIndexOf('.');
            if (dot < 0)
            {
                return null;
            }

            package = package[..dot];
        }

        return relative.Length == level ? package : package + "." + relative[level..];
    }

    /// <summary>What a statement of a module names, as an absolute name; null above the top.</summary>
    public static string? Absolute(ImportStatement statement, string module, ModuleLocation location) =>
        statement.Level == 0 ? statement.Module : Resolve(statement.Module, module, location);

    private NameAnswer Defines(string module, string name, int depth)
    {
        const int mostStars = 8;
        if (
            depth > mostStars
            || finder.Find(module) is not { Kind: ModuleLocationKind.Source, File: { } file } location
            || Source(file) is not { } source
        )
        {
            return NameAnswer.Unknown;
        }

        var defined = source.Definitions.Defines(name);
        if (defined == NameDefinition.Yes)
        {
            return NameAnswer.Yes;
        }

        // One module that does not know the name says nothing of those whose names come after it.
        var best = Own(module, name, location, source, defined);
        foreach (var star in source.Definitions.StarImports)
        {
            var target = star.StartsWith('.') ? Resolve(star, module, location) : star;
            var answer = target is null ? NameAnswer.Unknown : Handed(target, name, depth + 1);
            best = answer > best ? answer : best;
            if (best == NameAnswer.Yes)
            {
                break;
            }
        }

        return best;
    }

    // `from builtins import float` in a module whose __all__ does not list it: the module has the name, and hands it to nobody.
    private NameAnswer Handed(string module, string name, int depth)
    {
        var answer = Defines(module, name, depth);
        return
            answer == NameAnswer.Yes
            && finder.Find(module) is { Kind: ModuleLocationKind.Source, File: { } file }
            && Source(file) is { } source
            && !source.Definitions.HandsOn(name)
            ? NameAnswer.Unknown
            : answer;
    }

    private NameAnswer Own(
        string module,
        string name,
        ModuleLocation location,
        ModuleSource source,
        NameDefinition defined
    ) =>
        source.HasHook ? NameAnswer.Unknown
        : defined == NameDefinition.No && !source.MayInject
            ? location.IsCompiled ? NameAnswer.Unlikely
                : NameAnswer.No
        // `globals()[f"List{i}"] = …`: such a name is written nowhere.
        : source.Definitions.MakesNames || NamesIt(module, name, location, source) ? NameAnswer.Unknown
        : NameAnswer.Unlikely;

    // A package that hands out its names from a table (PEP 562) has each of them written in it, or in a module that it takes the table from.
    private bool NamesIt(string module, string name, ModuleLocation location, ModuleSource source)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var package = location.Folders.IsEmpty ? module[..Math.Max(module.LastIndexOf('.'), 0)] : module;
        return Holds(location.File!, text)
            || source
                .Imports.Select(i => i.Statement.Module)
                .Select(m => m.StartsWith('.') ? Resolve(m, module, location) : m)
                .Where(m => m is not null && m.StartsWith(package + ".", StringComparison.Ordinal))
                .Select(m => finder.Find(m!).File)
                .Any(f => f is not null && Holds(f, text));
    }

    private bool Holds(string file, ReadOnlySpan<byte> text)
    {
        using var read = world.Rent(file, PythonSource.MostBytes);
        return !read.Succeeded || read.Bytes.IndexOf(text) >= 0;
    }
}
