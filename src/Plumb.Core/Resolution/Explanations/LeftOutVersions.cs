using System.Collections.Immutable;
using Plumb.Index;
using Plumb.Python;

namespace Plumb.Resolution.Explanations;

/// <summary>
/// Of which packages a version that an index leaves out could bring a solution. None where what is certain of one package, by
/// requirements of people and of pinned versions, excludes itself already.
/// </summary>
internal sealed class LeftOutVersions(
    ResolutionRequest request,
    IPackageIndex index,
    ResolutionEvidence evidence,
    ConflictGraph graph
)
{
    // The one version that a package is pinned to, by number of the package.
    private readonly Dictionary<int, int> _fixed = [];

    public ImmutableArray<PackageName> Find()
    {
        var open = new List<PackageName>();
        foreach (var package in graph.InOrder())
        {
            var node = graph.Packages[package];
            if (node.IsRoot)
            {
                _fixed[package] = 0;
                continue;
            }

            var certain = CertainOn(package).ToList();
            if (certain.Aggregate(VersionRange.All, (all, r) => all.Intersect(r.Specifiers.ToRange())).IsEmpty)
            {
                return [];
            }

            var pin = certain.Select(r => r.Specifiers).Select(PinOf).FirstOrDefault(v => v is not null);
            var at = pin is { } version ? evidence.VersionsOf(node.Name).IndexOf(version) : -1;
            if (at >= 0)
            {
                _fixed[package] = at;
            }
            else if (index.ListingOf(node.Name) is Known<PackageListing> { Value.LeftOut: > 0 })
            {
                open.Add(node.Name);
            }
        }

        return [.. open.Distinct().Order()];
    }

    private IEnumerable<Requirement> CertainOn(int package)
    {
        var name = graph.Packages[package].Name;
        return graph
            .Needs.Where(n => n.On == package && _fixed.ContainsKey(n.Of))
            .Select(n => n.Of)
            .Distinct()
            .SelectMany(of => evidence.RequirementsOn(graph.Packages[of], _fixed[of], name))
            .Concat(
                request.Constraints.Where(c => c.Name == name && DirectRequirements.Holds(c, request.Target.Markers))
            );
    }

    private static PythonVersion? PinOf(VersionSpecifiers specifiers) =>
        specifiers.Items.FirstOrDefault(s => s is { Operator: VersionOperator.Equal, IsPrefix: false })?.Version;
}
