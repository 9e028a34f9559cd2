using System.Collections.Immutable;
using Plumb.Checks.Stacks;
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
    /// <summary>The environment beside what a stack asks; null when no stack was asked about.</summary>
    public StackAssessment? Stack { get; init; }

    /// <summary>How many files were compared with a SHA-256 in RECORD; 0 when hashes were not asked for.</summary>
    public long HashesCompared =>
        Snapshot.Observed.HasFlag(Observation.Hashes) ? Files(f => f.Row.Hash is not null) : 0;

    /// <summary>How many files have a hash in RECORD that is no SHA-256, so that it was not compared.</summary>
    public long HashesUnusable =>
        Snapshot.Observed.HasFlag(Observation.Hashes) ? Files(f => f.Row is { Hash: null, OtherHash: not null }) : 0;

    /// <summary>How many findings there are of a severity.</summary>
    public int Count(Severity severity) => Findings.Count(f => f.Severity == severity);

    private long Files(Func<RecordedFile, bool> counts) =>
        Snapshot.Distributions.Sum(d => (long)d.Files.Count(f => f.Presence == Presence.File && counts(f)));
}
