using System.Collections.Immutable;

namespace Plumb.Resolution;

/// <summary>What a solver came to.</summary>
public abstract record SolverOutcome<TPackage>
    where TPackage : notnull
{
    private protected SolverOutcome() { }
}

/// <summary>A candidate for every package that is needed, the root among them.</summary>
/// <param name="Chosen">In the order in which the packages were met.</param>
public sealed record Solved<TPackage>(ImmutableArray<KeyValuePair<TPackage, int>> Chosen) : SolverOutcome<TPackage>
    where TPackage : notnull;

/// <summary>There is no solution.</summary>
/// <param name="Proof">Why.</param>
public sealed record Unsatisfiable<TPackage>(Proof<TPackage> Proof) : SolverOutcome<TPackage>
    where TPackage : notnull;

/// <summary>The provider does not know yet what it was asked: solve again when it does.</summary>
public sealed record SolverPending<TPackage> : SolverOutcome<TPackage>
    where TPackage : notnull;

/// <summary>The work that was allowed is done, and nothing is proved.</summary>
/// <param name="Chosen">What is chosen so far, free of conflicts.</param>
/// <param name="MostConflicts">The packages whose candidates were rejected, most often first.</param>
public sealed record Undecided<TPackage>(
    ImmutableArray<KeyValuePair<TPackage, int>> Chosen,
    ImmutableArray<TPackage> MostConflicts
) : SolverOutcome<TPackage>
    where TPackage : notnull;
