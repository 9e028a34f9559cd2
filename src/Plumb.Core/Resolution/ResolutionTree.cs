using System.Collections.Immutable;
using Plumb.Index;
using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>Who needs the packages of a solution.</summary>
public sealed class ResolutionTree
{
    private readonly ILookup<PackageName, PackageNeed> _needs;

    private ResolutionTree(IEnumerable<PackageNeed> needs) => _needs = needs.ToLookup(n => n.On);

    /// <summary>Follows the metadata that the solution was found by.</summary>
    /// <param name="request">What was solved.</param>
    /// <param name="index">Where it was solved.</param>
    /// <param name="resolved">The solution.</param>
    public static ResolutionTree Of(ResolutionRequest request, IPackageIndex index, Resolved resolved)
    {
        var rules = new RequirementRules(request);
        var constraints = request.Constraints.ToHashSet(ReferenceEqualityComparer.Instance);
        var needs = new List<PackageNeed>();
        Add(null, rules.Apply(request.Requirements));
        foreach (var package in resolved.Packages)
        {
            if (
                package.File is { } file
                && index.MetadataOf(package.Name, file) is Known<CoreMetadata> { Value: var metadata }
            )
            {
                foreach (var extra in package.Extras.Prepend(""))
                {
                    Add(package, rules.Apply(metadata.RequiresDist, extra));
                }
            }
        }

        return new ResolutionTree(needs);

        void Add(ResolvedPackage? of, IEnumerable<Requirement> requirements) =>
            needs.AddRange(
                requirements
                    .Where(r => !constraints.Contains(r) && r.Name != of?.Name)
                    .Select(r => new PackageNeed(of?.Name, r.Name, r))
            );
    }

    /// <summary>Who needs a package: what is required directly first, then by name.</summary>
    public ImmutableArray<PackageNeed> NeedsOf(PackageName name) =>
        [.. _needs[name].OrderBy(n => n.Of is not null).ThenBy(n => n.Of ?? default)];
}

/// <summary>That one package of a solution is needed.</summary>
/// <param name="Of">The package that needs it; null where it is required directly.</param>
/// <param name="On">What is needed.</param>
/// <param name="Requirement">As it is written.</param>
public sealed record PackageNeed(PackageName? Of, PackageName On, Requirement Requirement);
