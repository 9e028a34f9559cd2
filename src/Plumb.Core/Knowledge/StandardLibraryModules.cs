using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Which names belong to the standard library, version by version (<c>knowledge/standard-library.toml</c>).</summary>
public sealed class StandardLibraryModules
{
    internal const string FileName = "standard-library.toml";
    private static readonly Lazy<StandardLibraryModules> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<StandardLibraryModules>(FileName, TryRead)
    );
    private readonly FrozenSet<string> _modules;
    private readonly FrozenSet<string> _unhidden;
    private readonly FrozenDictionary<string, (int Major, int Minor)> _added;
    private readonly FrozenDictionary<string, (int Major, int Minor)> _removed;

    private StandardLibraryModules(
        FrozenSet<string> modules,
        FrozenSet<string> unhidden,
        FrozenDictionary<string, (int Major, int Minor)> added,
        FrozenDictionary<string, (int Major, int Minor)> removed,
        FactSource source
    )
    {
        _modules = modules;
        _unhidden = unhidden;
        _added = added;
        _removed = removed;
        Source = source;
    }

    /// <summary>What Plumb ships.</summary>
    public static StandardLibraryModules Embedded => _embedded.Value;

    /// <summary>Where the names come from.</summary>
    public FactSource Source { get; }

    /// <summary>
    /// True when a file of this name, found earlier on <c>sys.path</c>, takes the place of a module of the standard library of that Python.
    /// Built-in modules, and those loaded before a script's first line, are out of reach.
    /// </summary>
    public bool CanBeHidden(string module, int major, int minor) =>
        _modules.Contains(module)
        && (!_added.TryGetValue(module, out var added) || added.CompareTo((major, minor)) <= 0)
        && (!_removed.TryGetValue(module, out var removed) || removed.CompareTo((major, minor)) > 0);

    /// <summary>True when that Python brings the module, whether or not a file can hide it.</summary>
    public bool Contains(string module, int major, int minor) =>
        _unhidden.Contains(module) || CanBeHidden(module, major, minor);

    /// <summary>The modules that that Python no longer has, each with the version that took it out.</summary>
    public IEnumerable<(string Module, int Major, int Minor)> TakenOut(int major, int minor) =>
        from removed in _removed
        where removed.Value.CompareTo((major, minor)) <= 0
        select (removed.Key, removed.Value.Major, removed.Value.Minor);

    /// <summary>The version that took the top-level module out, as <c>3.12</c>, where that Python no longer has it; null otherwise.</summary>
    public string? TookOut(string module, int major, int minor) =>
        _removed.TryGetValue(module.Split('.')[0], out var removed) && removed.CompareTo((major, minor)) <= 0
            ? string.Create(CultureInfo.InvariantCulture, $"{removed.Major}.{removed.Minor}")
            : null;

    /// <summary>Reads the file; refused when a change names a module that the list lacks, or something that is no version.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out StandardLibraryModules? library,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        library = null;
        if (!KnowledgeFile.TryMap(toml, PythonKnowledgeToml.Default.StandardLibraryFile, out var file, out error))
        {
            return false;
        }

        if (!KnowledgeSource.TryRead(file, file, out var source))
        {
            error = new FormatError("it needs a source, a grade and a date");
            return false;
        }

        var modules = file.Modules.ToFrozenSet(StringComparer.Ordinal);
        if (
            file.First.Exists(modules.Contains)
            || !TryRead(file.Added, modules, out var added)
            || !TryRead(file.Removed, modules, out var removed)
        )
        {
            error = new FormatError(
                "a module stands in modules and in first, or a change names no version or a module that is not in modules"
            );
            return false;
        }

        library = new StandardLibraryModules(
            modules,
            file.First.Concat(file.Others).ToFrozenSet(StringComparer.Ordinal),
            added,
            removed,
            source
        );
        error = null;
        return true;
    }

    private static bool TryRead(
        List<StandardLibraryChange> changes,
        FrozenSet<string> modules,
        [NotNullWhen(true)] out FrozenDictionary<string, (int Major, int Minor)>? byModule
    )
    {
        byModule = null;
        var read = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (
                !MinorVersion.TryParse(change.Python, out var version)
                || !change.Modules.TrueForAll(m => modules.Contains(m) && read.TryAdd(m, version))
            )
            {
                return false;
            }
        }

        byModule = read.ToFrozenDictionary(StringComparer.Ordinal);
        return true;
    }
}
