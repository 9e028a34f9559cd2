using System.Collections.Immutable;
using Plumb.Index;
using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>
/// Answers a solver about Python packages for one target. Extras are packages of their own (<see cref="PackageNode"/>). It does no I/O:
/// what the index has not fetched yet is noted in <see cref="MissingListings"/> and <see cref="MissingMetadata"/>.
/// </summary>
internal sealed class PythonProvider : IDependencyProvider<PackageNode>
{
    private readonly ResolutionRequest _request;
    private readonly DirectRequirements _direct;
    private readonly RequirementRules _rules;
    private readonly PackagePool _pool;
    private readonly CandidateJudge _judge;

    public PythonProvider(ResolutionRequest request, IPackageIndex index)
    {
        _request = request;
        _direct = new DirectRequirements(request);
        _rules = new RequirementRules(request);
        _pool = new PackagePool(request, index, _direct);
        _judge = new CandidateJudge(request, index, _direct);
    }

    public IReadOnlySet<PackageName> MissingListings => _pool.Missing;

    public IReadOnlySet<(PackageName Name, string FileName)> MissingMetadata => _judge.Missing;

    public void ForgetMissing()
    {
        _pool.Missing.Clear();
        _judge.Missing.Clear();
    }

    public PackageCandidates? Candidates(PackageName name) => _pool.Find(name);

    public int? CountCandidates(PackageNode package) => package.IsRoot ? 1 : _pool.Find(package.Name)?.Count;

    public PackageNode FamilyOf(PackageNode package) => package with { Extra = "" };

    public Choice Choose(PackageNode package, CandidateSet allowed)
    {
        if (package.IsRoot)
        {
            return Choice.Of(0);
        }

        var candidates = _pool.Find(package.Name)!;
        int? toBeBuilt = null;
        foreach (var candidate in InOrder(candidates, allowed))
        {
            switch (_judge.Judge(candidates, candidate))
            {
                case null:
                    return Choice.Pending;
                case { IsUsable: true, File.IsWheel: false } when _request.PrefersWheels:
                    toBeBuilt ??= candidate;
                    break;
                case { IsUsable: true }:
                    return Choice.Of(candidate);
                default:
                    break;
            }
        }

        return toBeBuilt is { } source ? Choice.Of(source) : Choice.None(candidates.KnownUnusable());
    }

    public IReadOnlyList<Dependency<PackageNode>>? DependenciesOf(PackageNode package, int candidate)
    {
        var dependencies = new List<Dependency<PackageNode>>();
        IEnumerable<Requirement> written = _request.Requirements;
        if (!package.IsRoot)
        {
            var candidates = _pool.Find(package.Name)!;
            written = candidates.VerdictOf(candidate)!.Metadata!.RequiresDist;
            if (package.Extra.Length > 0)
            {
                var same = CandidateSet.Single(candidates.Count, candidate);
                dependencies.Add(new(package with { Extra = "" }, same, Pinning.Version));
            }
        }

        var isComplete = true;
        foreach (var requirement in _rules.Apply(written, package.Extra))
        {
            isComplete &= TryAdd(requirement, dependencies);
        }

        return isComplete ? dependencies : null;
    }

    /// <summary>The requirements of a candidate on a package that count: what an incompatibility means in words.</summary>
    public IEnumerable<Requirement> RequirementsOn(PackageNode package, int candidate, PackageName on)
    {
        var written = package.IsRoot
            ? _request.Requirements
            : _pool.Find(package.Name)?.VerdictOf(candidate)?.Metadata?.RequiresDist ?? [];
        return _rules.Apply(written, package.Extra).Where(r => r.Name == on);
    }

    private bool TryAdd(Requirement requirement, List<Dependency<PackageNode>> dependencies)
    {
        if (_pool.Find(requirement.Name) is not { } needed)
        {
            return false;
        }

        // As in uv, a URL counts only where a person wrote it.
        var allowed =
            requirement.Url is null ? needed.Matching(requirement.Specifiers)
            : requirement.Url == _direct.UrlOf(requirement.Name) ? CandidateSet.All(needed.Count)
            : CandidateSet.None(needed.Count);
        var pinning =
            _direct.UrlOf(requirement.Name) is not null ? Pinning.Url
            : requirement.Specifiers.Items.Any(IsPin) ? Pinning.Version
            : Pinning.Range;
        dependencies.Add(new(new PackageNode(requirement.Name, ""), allowed, pinning));
        foreach (var extra in requirement.Extras)
        {
            dependencies.Add(new(new PackageNode(requirement.Name, extra), allowed, pinning));
        }

        return true;
    }

    private static bool IsPin(VersionSpecifier specifier) =>
        specifier is { IsPrefix: false, Operator: VersionOperator.Equal or VersionOperator.Arbitrary };

    private IEnumerable<int> InOrder(PackageCandidates candidates, CandidateSet allowed)
    {
        if (
            _request.Preferred.TryGetValue(candidates.Name, out var preferred)
            && allowed.Ascending().Where(i => candidates.Versions[i].Version == preferred).ToList() is [var first]
        )
        {
            yield return first;
        }

        var isLowest =
            _request.Preference == VersionPreference.Lowest
            || (_request.Preference == VersionPreference.LowestDirect && _direct.Requires(candidates.Name));
        ImmutableArray<CandidateSet> groups = _judge.TreatsPreReleasesAsStable(candidates)
            ? [allowed]
            : [allowed.Except(candidates.PreReleases), allowed.Intersect(candidates.PreReleases)];
        foreach (var group in groups)
        {
            foreach (var candidate in isLowest ? group.Ascending() : group.Descending())
            {
                yield return candidate;
            }
        }
    }
}
