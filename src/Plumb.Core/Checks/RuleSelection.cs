using System.Collections.Immutable;
using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>Which rules are wanted: prefixes of codes (<c>PLB10</c>) or whole names (<c>missing-requirement</c>).</summary>
/// <param name="Select">Nothing but these; empty: all.</param>
/// <param name="Ignore">None of these.</param>
public sealed record RuleSelection(ImmutableArray<string> Select, ImmutableArray<string> Ignore)
{
    /// <summary>All rules.</summary>
    public static RuleSelection All { get; } = new([], []);

    /// <summary>True when the rule is wanted.</summary>
    public bool Includes(Rule rule) =>
        (Select.IsEmpty || Select.Any(p => Matches(rule, p))) && !Ignore.Any(p => Matches(rule, p));

    /// <summary>True when the prefix or name fits the rule.</summary>
    public static bool Matches(Rule rule, string pattern) =>
        rule.Code.StartsWith(pattern, StringComparison.OrdinalIgnoreCase)
        || rule.Name.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}
