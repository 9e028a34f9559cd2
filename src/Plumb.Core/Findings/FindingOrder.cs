using System.Collections.Immutable;

namespace Plumb.Findings;

/// <summary>The one order in which findings are handed out: the worst first, then by code, subject and place.</summary>
public sealed class FindingOrder : IComparer<Finding>
{
    /// <summary>The order.</summary>
    public static FindingOrder Instance { get; } = new();

    /// <summary>Sorts; findings that differ in nothing compared keep their order.</summary>
    public static ImmutableArray<Finding> Sort(IEnumerable<Finding> findings) => [.. findings.Order(Instance)];

    /// <inheritdoc />
    public int Compare(Finding? x, Finding? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        var order = y.Severity.CompareTo(x.Severity);
        order = order != 0 ? order : x.IsConsequence.CompareTo(y.IsConsequence);
        order = order != 0 ? order : string.CompareOrdinal(x.Rule.Code, y.Rule.Code);
        order = order != 0 ? order : string.CompareOrdinal(x.Subject.Name, y.Subject.Name);
        order = order != 0 ? order : string.CompareOrdinal(x.Location?.File, y.Location?.File);
        order = order != 0 ? order : (x.Location?.Line ?? 0).CompareTo(y.Location?.Line ?? 0);
        return order != 0 ? order : string.CompareOrdinal(x.Title, y.Title);
    }
}
