using System.Collections.Immutable;
using Plumb.Index;
using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>What a resolution came to.</summary>
public abstract record ResolutionOutcome
{
    private protected ResolutionOutcome() { }
}

/// <summary>A version of every package that is needed.</summary>
/// <param name="Packages">By name, in ordinal order.</param>
/// <param name="Evidence">What was learnt on the way, such as why newer versions were passed over.</param>
public sealed record Resolved(ImmutableArray<ResolvedPackage> Packages, ResolutionEvidence Evidence)
    : ResolutionOutcome;

/// <summary>No choice of versions meets the requirements, as far as the index is known.</summary>
/// <param name="Proof">Why.</param>
/// <param name="Evidence">What the proof's candidates are, and what was said of them.</param>
public sealed record Conflicting(Proof<PackageNode> Proof, ResolutionEvidence Evidence) : ResolutionOutcome;

/// <summary>The index has to be asked first; then the same resolver goes on.</summary>
/// <param name="Listings">The packages whose listings are needed.</param>
/// <param name="Metadata">The files whose metadata is needed.</param>
public sealed record NeedsIndex(
    ImmutableArray<PackageName> Listings,
    ImmutableArray<(PackageName Name, string FileName)> Metadata
) : ResolutionOutcome;

/// <summary>The work that was allowed is done, and nothing is proved.</summary>
/// <param name="Chosen">What was chosen so far.</param>
/// <param name="MostConflicts">The packages whose versions were rejected, most often first.</param>
/// <param name="Steps">The work that was done (<see cref="Solver{TPackage}.Steps"/>).</param>
public sealed record GaveUp(
    ImmutableArray<ResolvedPackage> Chosen,
    ImmutableArray<PackageName> MostConflicts,
    long Steps
) : ResolutionOutcome;

/// <summary>One package of a resolution.</summary>
/// <param name="Name">The package.</param>
/// <param name="Version">The version that was chosen.</param>
/// <param name="Extras">The extras that are asked for, in ordinal order.</param>
/// <param name="File">The file that suits the target best, whose metadata was followed; null when it comes from a URL.</param>
public sealed record ResolvedPackage(
    PackageName Name,
    PythonVersion Version,
    ImmutableArray<string> Extras,
    ListedFile? File
);
