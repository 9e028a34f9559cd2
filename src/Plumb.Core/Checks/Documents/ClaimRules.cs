using System.Collections.Immutable;
using Plumb.Findings;

namespace Plumb.Checks.Documents;

/// <summary>PLB40: what documents claim.</summary>
public static class ClaimRules
{
    /// <summary>The facts contradict it.</summary>
    public static readonly Rule False = new(
        "PLB4001",
        "false-claim",
        Severity.Error,
        "A document claims something that the facts contradict."
    );

    /// <summary>It holds in part.</summary>
    public static readonly Rule Imprecise = new(
        "PLB4002",
        "imprecise-claim",
        Severity.Warning,
        "A document claims something that holds in part, or is stricter or looser than the facts."
    );

    /// <summary>Both.</summary>
    public static ImmutableArray<Rule> All { get; } = [False, Imprecise];
}
