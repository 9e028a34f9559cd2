using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Knowledge;

/// <summary>What a release of a distribution declares.</summary>
/// <param name="Version">The release.</param>
/// <param name="Python">Its Requires-Python; null when it states none.</param>
/// <param name="Requires">Its Requires-Dist without those of extras.</param>
/// <param name="Optional">Distributions that its extras alone ask for.</param>
public sealed record PackageRelease(
    PythonVersion Version,
    VersionSpecifiers? Python,
    ImmutableArray<Requirement> Requires,
    ImmutableArray<PackageName> Optional
)
{
    /// <summary>What it declares of another distribution, with every marker taken as true; empty when nothing.</summary>
    public IEnumerable<Requirement> On(PackageName other) => Requires.Where(r => r.Name == other);
}

/// <summary>The known releases of a distribution.</summary>
/// <param name="Name">The distribution.</param>
/// <param name="IsComplete">No release is missing up to the date of the facts.</param>
/// <param name="Releases">Those whose metadata is known, the oldest first.</param>
/// <param name="Versions">All that are known to exist, the oldest first.</param>
public sealed record PackageHistory(
    PackageName Name,
    bool IsComplete,
    ImmutableArray<PackageRelease> Releases,
    ImmutableArray<PythonVersion> Versions
)
{
    /// <summary>The newest release that is no pre-release; null when all are.</summary>
    public PythonVersion? Newest => Versions.Any(v => !v.IsPrerelease) ? Versions.Last(v => !v.IsPrerelease) : null;
}
