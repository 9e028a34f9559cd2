using System.Collections.Immutable;
using System.Text;

namespace Plumb.Source;

/// <summary>What can be said about a name of a module.</summary>
public enum NameDefinition
{
    /// <summary>The module does not bind it.</summary>
    No,

    /// <summary>The module binds it, on some path at least.</summary>
    Yes,

    /// <summary>The module makes names while it runs, or could not be read to its end.</summary>
    Unknown,
}

/// <summary>
/// The names that a module binds at its top level, conditional blocks included. Submodules of a package are names too,
/// which only its folder tells.
/// </summary>
public sealed class ModuleDefinitions
{
    private static readonly ImmutableArray<string> _implicit =
    [
        "__name__",
        "__doc__",
        "__file__",
        "__path__",
        "__spec__",
        "__loader__",
        "__package__",
        "__dict__",
        "__builtins__",
        "__cached__",
        "__annotations__",
        "__class__",
    ];

    private readonly byte[] _names;
    private readonly NameEvent[] _events;

    internal ModuleDefinitions(byte[] names, NameEvent[] events)
    {
        _names = names;
        _events = events;
    }

    /// <summary>Why names that are not found may exist all the same; null when the list is complete.</summary>
    public string? OpenBecause { get; internal init; }

    /// <summary>Code makes names of which some may be written nowhere (<c>globals()</c>, <c>exec</c>).</summary>
    public bool MakesNames { get; internal init; }

    /// <summary>Modules whose names <c>from … import *</c> brings in.</summary>
    public ImmutableArray<string> StarImports { get; internal init; } = [];

    /// <summary><c>__all__</c>; default when the module has none or makes it of more than literal texts.</summary>
    public ImmutableArray<string> Exported { get; internal init; }

    internal bool HasExported { get; init; }

    // The literal texts of __all__, also where it has others.
    internal ImmutableArray<string> Listed { get; init; } = [];

    /// <summary>Whether <c>from MODULE import *</c> hands on a name that the module has: <c>__all__</c> lists it, or, without one, it is not private.</summary>
    public bool HandsOn(string name) =>
        HasExported ? Listed.Contains(name, StringComparer.Ordinal) : !name.StartsWith('_');

    /// <summary>How often the module binds the name, or may.</summary>
    public int Bindings(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        return _events.Count(e => e.Name.In(_names).SequenceEqual(bytes));
    }

    /// <summary>The names that <see cref="Defines"/> says yes to, in their order, without those that Python adds.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            var last = new Dictionary<string, NameDefinition?>(StringComparer.Ordinal);
            foreach (var e in _events)
            {
                var name = Encoding.UTF8.GetString(e.Name.In(_names));
                last[name] = After(last.GetValueOrDefault(name), e.Kind);
            }

            return last.Where(n => n.Value is NameDefinition.Yes).Select(n => n.Key);
        }
    }

    /// <summary>Whether <c>from MODULE import NAME</c> finds the name in the module itself.</summary>
    public NameDefinition Defines(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        NameDefinition? found = null;
        foreach (var e in _events)
        {
            if (e.Name.Length == bytes.Length && e.Name.In(_names).SequenceEqual(bytes))
            {
                found = After(found, e.Kind);
            }
        }

        return found switch
        {
            NameDefinition.Yes or NameDefinition.Unknown => found.Value,
            _ when _implicit.Contains(name, StringComparer.Ordinal) => NameDefinition.Yes,
            _ => OpenBecause is null ? NameDefinition.No : NameDefinition.Unknown,
        };
    }

    private static NameDefinition? After(NameDefinition? before, NameEventKind kind) =>
        kind switch
        {
            NameEventKind.Bound => NameDefinition.Yes,
            NameEventKind.Deleted => NameDefinition.No,
            NameEventKind.MaybeDeleted => before is NameDefinition.Yes ? NameDefinition.Unknown : before,
            NameEventKind.MaybeBound => before is NameDefinition.Yes ? before : NameDefinition.Unknown,
            _ => before,
        };
}

/// <summary>What happens to a name at the top level of a module.</summary>
internal enum NameEventKind
{
    Bound,
    MaybeBound,
    Deleted,
    MaybeDeleted,
}

/// <summary>Something that happens to a name; the range lies in the bytes that hold the names.</summary>
internal readonly record struct NameEvent(TextRange Name, NameEventKind Kind);
