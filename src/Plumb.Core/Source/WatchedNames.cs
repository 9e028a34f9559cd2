using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Plumb.Source;

/// <summary>Modules whose attributes are looked for in sources: <c>numpy</c>, <c>PIL.Image</c>. Made once, used for any number of files.</summary>
public sealed class WatchedNames
{
    /// <summary>Watches these modules, given by their dotted names.</summary>
    public WatchedNames(params IEnumerable<string> modules)
    {
        Modules = [.. modules.Where(m => m.Length > 0).Distinct(StringComparer.Ordinal)];
        var roots = Modules.Select(m => m.Split('.')[0]).Distinct(StringComparer.Ordinal);
        RootBytes = [.. roots.Select(r => ImmutableArray.Create(System.Text.Encoding.UTF8.GetBytes(r)))];
    }

    private WatchedNames(FrozenSet<string> names, IEnumerable<string> modules)
        : this(modules) => Names = names;

    /// <summary>Watches these attributes only, given by their full dotted names; those without a dot are passed over.</summary>
    public static WatchedNames Of(IEnumerable<string> names)
    {
        var dotted = names.Where(n => n.LastIndexOf('.') > 0).ToFrozenSet(StringComparer.Ordinal);
        return new WatchedNames(dotted, dotted.Select(n => n[..n.LastIndexOf('.')]));
    }

    /// <summary>Watches nothing.</summary>
    public static WatchedNames None { get; } = new();

    /// <summary>The watched modules.</summary>
    public ImmutableArray<string> Modules { get; }

    private ImmutableArray<ImmutableArray<byte>> RootBytes { get; }

    private FrozenSet<string>? Names { get; }

    /// <summary>Whether a use of this full name is wanted.</summary>
    internal bool Wants(string name) => Names is null || Names.Contains(name);

    /// <summary>Whether an attribute of this module may lie below a watched one, or is one.</summary>
    internal bool Reaches(string module)
    {
        foreach (var watched in Modules)
        {
            if (IsOrLeadsTo(watched, module))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A source that mentions no first part of a watched name has no use of one.</summary>
    internal bool MayOccur(ReadOnlySpan<byte> text)
    {
        foreach (var root in RootBytes)
        {
            if (text.IndexOf(root.AsSpan()) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOrLeadsTo(string watched, string module) =>
        watched.StartsWith(module, StringComparison.Ordinal)
        && (watched.Length == module.Length || watched[module.Length] == '.');
}
