using System.Collections.Immutable;
using Plumb.Checks.Requirements;
using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>Every check, in the order in which they run.</summary>
public static class CheckCatalog
{
    /// <summary>The checks.</summary>
    public static ImmutableArray<ICheck> All { get; } = [new UnmetRequirementsCheck()];

    /// <summary>Every rule that some check may report, by code.</summary>
    public static ImmutableArray<Rule> Rules { get; } =
    [
        .. All.SelectMany(c => c.Rules)
            .DistinctBy(r => r.Code, StringComparer.Ordinal)
            .OrderBy(r => r.Code, StringComparer.Ordinal),
    ];
}
