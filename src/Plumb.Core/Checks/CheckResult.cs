using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>What a check of one environment gave.</summary>
/// <param name="Snapshot">What was looked at.</param>
/// <param name="Findings">Worst first; those with one <see cref="Finding.Cause"/> belong together.</param>
/// <param name="Requirements">Every requirement that applies, met or not.</param>
/// <param name="Ownership">Who claims which file.</param>
/// <param name="NotLookedAt">What was not looked at, each a short phrase.</param>
/// <param name="Declared">The declaration that the environment was compared with; null when there was none.</param>
public sealed record CheckResult(
    EnvironmentSnapshot Snapshot,
    ImmutableArray<Finding> Findings,
    RequirementGraph Requirements,
    FileOwnership Ownership,
    ImmutableArray<string> NotLookedAt,
    DeclaredRequirements? Declared
)
{
    /// <summary>How many findings there are of a severity.</summary>
    public int Count(Severity severity) => Findings.Count(f => f.Severity == severity);
}
