using System.Collections.Immutable;

namespace Plumb.Resolution.Cores;

/// <summary>Why requirements cannot be met together: the sets of them that fail, each without anything that could be left out.</summary>
/// <param name="Cores">
/// The minimal sets that cannot be met, as positions in the request; those of one requirement first, then by size and position.
/// </param>
/// <param name="Removals">The minimal sets of requirements without which the rest can be met, in the same order.</param>
/// <param name="IsComplete">True when these are all of them; false when the bound on work came first.</param>
/// <param name="Solves">How many resolutions it took.</param>
public sealed record ConflictCores(
    ImmutableArray<ImmutableArray<int>> Cores,
    ImmutableArray<ImmutableArray<int>> Removals,
    bool IsComplete,
    int Solves
) : CoreSearchOutcome;

/// <summary>What a search for cores came to.</summary>
public abstract record CoreSearchOutcome
{
    private protected CoreSearchOutcome() { }
}

/// <summary>The index has to be asked first; then the same search goes on.</summary>
/// <param name="Needs">What is needed.</param>
public sealed record CoresNeedIndex(NeedsIndex Needs) : CoreSearchOutcome;
