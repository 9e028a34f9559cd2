using System.Collections.Immutable;
using Plumb.Findings;
using Plumb.Python;

namespace Plumb.Cli.Rendering.Html;

/// <summary>A distribution in the picture.</summary>
/// <param name="Id">Counts from 0.</param>
/// <param name="Name">What stands in the box.</param>
/// <param name="Detail">What stands in its tooltip.</param>
/// <param name="Severity">The worst finding about it; null when there is none.</param>
/// <param name="IsMissing">It is asked for and not installed.</param>
internal sealed record GraphNode(int Id, string Name, string Detail, Severity? Severity, bool IsMissing);

/// <summary>A requirement in the picture.</summary>
internal readonly record struct GraphEdge(int From, int To, bool IsBroken);

/// <summary>Distributions and what they require, without any geometry.</summary>
internal sealed record DependencyGraph(ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphEdge> Edges)
{
    /// <summary>The graph of a report; names are compared as PEP 503 normalises them.</summary>
    public static DependencyGraph Of(CheckReport report)
    {
        var worst = Worst(report);
        var nodes = ImmutableArray.CreateBuilder<GraphNode>();
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var distribution in report.Distributions)
        {
            var name = PackageName.Normalize(distribution.Name);
            if (ids.TryAdd(name, nodes.Count))
            {
                Severity? severity = worst.TryGetValue(name, out var known) ? known : null;
                var detail = $"{distribution.Name} {distribution.Version}";
                nodes.Add(new GraphNode(nodes.Count, distribution.Name, detail, severity, false));
            }
        }

        var edges = new Dictionary<(int, int), bool>();
        foreach (var distribution in report.Distributions)
        {
            foreach (var requirement in distribution.Requires)
            {
                var name = PackageName.Normalize(requirement.Name);
                if (!ids.TryGetValue(name, out var to))
                {
                    // A requirement that is met without being installed (an extra of itself, say) is nothing to draw.
                    if (requirement.IsMet)
                    {
                        continue;
                    }

                    ids[name] = to = nodes.Count;
                    nodes.Add(new GraphNode(to, requirement.Name, "not installed", Severity.Error, true));
                }

                var key = (ids[PackageName.Normalize(distribution.Name)], to);
                edges[key] = edges.GetValueOrDefault(key) || !requirement.IsMet;
            }
        }

        return new DependencyGraph(
            nodes.DrainToImmutable(),
            [
                .. edges
                    .Where(e => e.Key.Item1 != e.Key.Item2)
                    .Select(e => new GraphEdge(e.Key.Item1, e.Key.Item2, e.Value)),
            ]
        );
    }

    private static Dictionary<string, Severity> Worst(CheckReport report)
    {
        var worst = new Dictionary<string, Severity>(StringComparer.Ordinal);
        foreach (var finding in report.Findings)
        {
            if (finding.Subject.Kind == SubjectKind.Distribution && finding.Severity > Severity.Info)
            {
                var name = PackageName.Normalize(finding.Subject.Name);
                worst[name] =
                    worst.TryGetValue(name, out var known) && known > finding.Severity ? known : finding.Severity;
            }
        }

        return worst;
    }
}
