using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>A finding and the changes that might remove it, which still have to be tried on the snapshot.</summary>
public sealed record Judgement(Finding Finding, ImmutableArray<ProposedFix> Fixes)
{
    /// <summary>A finding without a fix.</summary>
    public static implicit operator Judgement(Finding finding) => new(finding, []);
}

/// <summary>A change that should remove a finding.</summary>
/// <param name="Title">What it does, in a few words.</param>
/// <param name="Commands">Commands that work as pasted.</param>
/// <param name="Changes">How many distributions or files change.</param>
/// <param name="Edit">The same change made on the snapshot; null when its outcome cannot be told from here, so that it stays unverified.</param>
public sealed record ProposedFix(
    string Title,
    ImmutableArray<string> Commands,
    int Changes,
    Func<EnvironmentSnapshot, EnvironmentSnapshot>? Edit
);
