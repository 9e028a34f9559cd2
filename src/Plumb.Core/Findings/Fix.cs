using System.Collections.Immutable;

namespace Plumb.Findings;

/// <summary>A change that removes a finding.</summary>
/// <param name="Title">What it does, in a few words: "numpy 2.2.6 → 1.26.4".</param>
/// <param name="Commands">Commands that work as pasted in the shell of the inspected machine.</param>
/// <param name="Verified">The finding was checked again on the edited snapshot and is gone, and nothing new came.</param>
/// <param name="Cost">What it costs.</param>
public sealed record Fix(string Title, ImmutableArray<string> Commands, bool Verified, FixCost Cost);

/// <summary>What a fix costs.</summary>
/// <param name="Bytes">Bytes to download; null while no index was asked.</param>
/// <param name="Changes">How many distributions or files change.</param>
public sealed record FixCost(long? Bytes, int Changes);
