using System.Collections.Immutable;
using Plumb.Index;
using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>
/// Judges versions: which file would be used and what it says of its needs. Metadata belongs to a wheel, so the wheel comes first.
/// </summary>
internal sealed class CandidateJudge(ResolutionRequest request, IPackageIndex index, DirectRequirements direct)
{
    private readonly FileJudge _files = new(request);

    /// <summary>The metadata that was asked for and is not fetched yet.</summary>
    public HashSet<(PackageName Name, string FileName)> Missing { get; } = [];

    /// <summary>The verdict; null when it hangs on metadata that is not fetched yet.</summary>
    public CandidateVerdict? Judge(PackageCandidates package, int candidate)
    {
        if (package.VerdictOf(candidate) is { } known)
        {
            return known;
        }

        var verdict = Judge(package, package.Versions[candidate]);
        if (verdict is not null)
        {
            package.Keep(candidate, verdict);
        }

        return verdict;
    }

    private CandidateVerdict? Judge(PackageCandidates package, ListedVersion version)
    {
        var name = package.Name;
        if (version.Version.IsPrerelease && !MayBePreRelease(package))
        {
            return new CandidateVerdict(null, null, [new Rejection(RejectionKind.PreRelease, null, "")]);
        }

        if (version.Files.IsEmpty)
        {
            return new CandidateVerdict(null, null, [new Rejection(RejectionKind.NoFiles, null, "")]);
        }

        var rejections = ImmutableArray.CreateBuilder<Rejection>();
        var isPinned = direct.Pins(name, version.Version);
        ListedFile? best = null;
        foreach (var file in version.Files)
        {
            var before = rejections.Count;
            rejections.AddRange(_files.ReasonsAgainst(name, file, isPinned));
            if (rejections.Count == before && (best is null || IsBetter(file, best)))
            {
                best = file;
            }
        }

        return best is null
            ? new CandidateVerdict(null, null, rejections.DrainToImmutable())
            : WithMetadata(name, best, rejections);
    }

    private CandidateVerdict? WithMetadata(
        PackageName name,
        ListedFile file,
        ImmutableArray<Rejection>.Builder rejections
    )
    {
        switch (index.MetadataOf(name, file))
        {
            case NotFetched<CoreMetadata>:
                Missing.Add((name, file.FileName));
                return null;
            case Unknown<CoreMetadata> unknown:
                rejections.Add(new Rejection(RejectionKind.MetadataUnknown, file, unknown.Reason));
                break;
            case Unreachable<CoreMetadata> unreachable:
                rejections.Add(new Rejection(RejectionKind.MetadataUnreachable, file, unreachable.Reason));
                break;
            case Known<CoreMetadata> { Value.Unreadable: [var line, ..] }:
                rejections.Add(new Rejection(RejectionKind.Invalid, file, line));
                break;
            case Known<CoreMetadata> { Value: { RequiresPython: { } python } } when !_files.AllowsPython(python):
                rejections.Add(new Rejection(RejectionKind.RequiresPython, file, python));
                break;
            case Known<CoreMetadata> { Value: var metadata }:
                return new CandidateVerdict(metadata, file, rejections.DrainToImmutable());
            default:
                break;
        }

        return new CandidateVerdict(null, null, rejections.DrainToImmutable());
    }

    /// <summary>Whether pre-releases of a package are as good as stable versions.</summary>
    public bool TreatsPreReleasesAsStable(PackageCandidates package) =>
        request.PreReleasesOf(package.Name) switch
        {
            PreReleasePolicy.Allow => true,
            PreReleasePolicy.ExplicitOrNothingElse => MayBePreRelease(package),
            _ => false,
        };

    private bool MayBePreRelease(PackageCandidates package) =>
        request.PreReleasesOf(package.Name) switch
        {
            PreReleasePolicy.IfNecessary or PreReleasePolicy.Allow => true,
            PreReleasePolicy.Explicit => direct.AsksForPrereleases(package.Name),
            PreReleasePolicy.ExplicitOrNothingElse => direct.AsksForPrereleases(package.Name)
                || package.PreReleases.Count == package.Count,
            _ => false,
        };

    // A wheel before a source distribution, then the better tag, then the higher build number (PEP 427).
    private bool IsBetter(ListedFile file, ListedFile other)
    {
        if (!file.IsWheel || !other.IsWheel)
        {
            return file.IsWheel && !other.IsWheel;
        }

        var (rank, otherRank) = (_files.RankOf(file), _files.RankOf(other));
        return rank != otherRank ? rank < otherRank : BuildOf(file).CompareTo(BuildOf(other)) > 0;
    }

    private static WheelBuildNumber BuildOf(ListedFile file) =>
        WheelFileName.TryParse(file.FileName, out var name, out _) && name.Build is { } build ? build : default;
}
