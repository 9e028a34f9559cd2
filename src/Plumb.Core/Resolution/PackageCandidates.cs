using System.Collections.Immutable;
using Plumb.Index;
using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>The versions of one package, which of them match, and which can be used; each question is answered once.</summary>
internal sealed class PackageCandidates(PackageName name, ImmutableArray<ListedVersion> versions)
{
    private readonly Dictionary<VersionSpecifiers, CandidateSet> _matching = [];
    private readonly CandidateVerdict?[] _verdicts = new CandidateVerdict?[versions.Length];

    public PackageName Name => name;

    /// <summary>All versions, ascending.</summary>
    public ImmutableArray<ListedVersion> Versions => versions;

    /// <summary>Why there is no version at all; null when the index lists the name.</summary>
    public string? WhyNone { get; init; }

    /// <summary>True when there may be versions of which nothing is known.</summary>
    public bool IsUnknown { get; init; }

    public int Count => versions.Length;

    /// <summary>The versions that are pre-releases.</summary>
    public CandidateSet PreReleases { get; } =
        CandidateSet.Where(versions.Length, i => versions[i].Version.IsPrerelease);

    public CandidateVerdict? VerdictOf(int candidate) => _verdicts[candidate];

    public void Keep(int candidate, CandidateVerdict verdict) => _verdicts[candidate] = verdict;

    /// <summary>The versions that specifiers allow, pre-releases included.</summary>
    public CandidateSet Matching(VersionSpecifiers specifiers)
    {
        if (!_matching.TryGetValue(specifiers, out var set))
        {
            set = CandidateSet.Where(Count, i => specifiers.Contains(versions[i].Version));
            _matching[specifiers] = set;
        }

        return set;
    }

    /// <summary>The versions that are known to be unusable.</summary>
    public CandidateSet KnownUnusable() => CandidateSet.Where(Count, i => _verdicts[i] is { IsUsable: false });
}
