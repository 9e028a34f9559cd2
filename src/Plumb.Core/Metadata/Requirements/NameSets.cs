using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Metadata.Requirements;

/// <summary>
/// Two sets of package names of which none holds a name of the other, as pip keeps for <c>--no-binary</c> and
/// <c>--only-binary</c>: <c>:all:</c> stands for every package and empties both, <c>:none:</c> empties one.
/// </summary>
internal sealed class NameSets
{
    private const string All = ":all:";
    private readonly SortedSet<string> _first = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _second = new(StringComparer.Ordinal);

    public ImmutableArray<string> First => [.. _first];

    public ImmutableArray<string> Second => [.. _second];

    /// <summary>Takes a comma-separated value of the option that stands for the first set.</summary>
    public void AddToFirst(string value) => Add(value, _first, _second);

    /// <summary>The same for the second set.</summary>
    public void AddToSecond(string value) => Add(value, _second, _first);

    /// <summary>Puts <c>:all:</c> into the first set and leaves the rest as it is.</summary>
    public void AllowAllInFirst() => _first.Add(All);

    private static void Add(string value, SortedSet<string> target, SortedSet<string> other)
    {
        var names = value.Split(',').AsSpan();
        for (var all = names.IndexOf(All); all >= 0; all = names.IndexOf(All))
        {
            other.Clear();
            target.Clear();
            target.Add(All);
            names = names[(all + 1)..];
            if (!names.Contains(":none:"))
            {
                return;
            }
        }

        foreach (var name in names)
        {
            if (name == ":none:")
            {
                target.Clear();
                continue;
            }

            var canonical = PackageName.Normalize(name);
            other.Remove(canonical);
            target.Add(canonical);
        }
    }
}
