using Plumb.Index;
using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>The versions of every package that was asked for: those of the index, or the one behind a URL.</summary>
internal sealed class PackagePool(ResolutionRequest request, IPackageIndex index, DirectRequirements direct)
{
    private readonly Dictionary<PackageName, PackageCandidates> _packages = [];

    /// <summary>The listings that were asked for and are not fetched yet.</summary>
    public HashSet<PackageName> Missing { get; } = [];

    /// <summary>The versions of a package; null when its listing is not fetched yet.</summary>
    public PackageCandidates? Find(PackageName name)
    {
        if (_packages.TryGetValue(name, out var known))
        {
            return known;
        }

        var found = direct.UrlOf(name) is { } url ? AtUrl(name, url) : InIndex(name);
        if (found is null)
        {
            Missing.Add(name);
        }
        else
        {
            _packages[name] = found;
        }

        return found;
    }

    private PackageCandidates AtUrl(PackageName name, string url)
    {
        if (!request.Sources.TryGetValue(url, out var source))
        {
            return Unknown(name, "what lies behind its URL is not known");
        }

        var package = new PackageCandidates(name, [new ListedVersion { Version = source.Version }]);
        package.Keep(0, new CandidateVerdict(source.Metadata, null, []));
        return package;
    }

    private PackageCandidates? InIndex(PackageName name) =>
        index.ListingOf(name) switch
        {
            Known<PackageListing> { Value: var listing } => new PackageCandidates(name, listing.Versions)
            {
                WhyNone = listing.IsAbsent ? "the index has no such name" : null,
            },
            Unknown<PackageListing> unknown => Unknown(name, unknown.Reason),
            Unreachable<PackageListing> unreachable => Unknown(name, unreachable.Reason),
            _ => null,
        };

    private static PackageCandidates Unknown(PackageName name, string reason) =>
        new(name, []) { WhyNone = reason, IsUnknown = true };
}
