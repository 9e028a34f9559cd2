using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>What a resolver learnt of packages, for explanations: versions, reasons against them, requirements.</summary>
public sealed class ResolutionEvidence
{
    private readonly PythonProvider _provider;

    internal ResolutionEvidence(PythonProvider provider) => _provider = provider;

    /// <summary>The versions of a package that candidates' numbers stand for, ascending; none when nothing is known of it.</summary>
    public ImmutableArray<PythonVersion> VersionsOf(PackageName name) =>
        _provider.Candidates(name) is { } package ? [.. package.Versions.Select(v => v.Version)] : [];

    /// <summary>Why a package has no versions at all; null when it has some, or the index lists none of it.</summary>
    public string? WhyNone(PackageName name) => _provider.Candidates(name)?.WhyNone;

    /// <summary>What was said of a candidate; null when nobody asked.</summary>
    public CandidateVerdict? VerdictOf(PackageName name, int candidate) =>
        _provider.Candidates(name)?.VerdictOf(candidate);

    /// <summary>The requirements of a candidate on a package that count for the target.</summary>
    public IEnumerable<Requirement> RequirementsOn(PackageNode package, int candidate, PackageName on) =>
        _provider.RequirementsOn(package, candidate, on);

    /// <summary>
    /// Whether a proof holds whatever the unknown metadata and listings may be. Otherwise builds or an index could still bring a solution.
    /// </summary>
    public bool IsCertain(Proof<PackageNode> proof)
    {
        foreach (var ground in proof.Grounds())
        {
            if (ground.Cause is UnusableCause && ground.Terms is [var (package, term)])
            {
                var name = proof.Packages[package].Name;
                if (term.Candidates.Ascending().Any(c => RestsOnUnknown(VerdictOf(name, c))))
                {
                    return false;
                }
            }
            else if (
                ground.Cause is DependencyCause { Allowed.Universe: 0 } needs
                && _provider.Candidates(proof.Packages[needs.Needs].Name) is { IsUnknown: true }
            )
            {
                return false;
            }
        }

        return true;
    }

    private static bool RestsOnUnknown(CandidateVerdict? verdict) =>
        verdict is null
        || verdict.Rejections.Any(r => r.Kind is RejectionKind.MetadataUnknown or RejectionKind.MetadataUnreachable);
}
