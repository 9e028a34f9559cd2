using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Python;

namespace Plumb.Checks;

/// <summary>Whether a requirement is met by what is installed.</summary>
public enum RequirementState
{
    /// <summary>A fitting version is installed.</summary>
    Met,

    /// <summary>Nothing of that name is installed.</summary>
    Missing,

    /// <summary>Another version is installed than the requirement allows.</summary>
    WrongVersion,

    /// <summary>It is installed, but its version cannot be compared.</summary>
    Unknown,
}

/// <summary>One requirement that applies here.</summary>
/// <param name="From">Who requires.</param>
/// <param name="Source">The Requires-Dist line.</param>
/// <param name="Requirement">The same, parsed.</param>
/// <param name="Extra">The extra of <paramref name="From"/> through which it applies; null when it always applies.</param>
/// <param name="Installed">What is installed of that name; null when nothing is.</param>
/// <param name="State">Whether it is met.</param>
public sealed record RequirementEdge(
    InstalledDistribution From,
    InstalledRequirement Source,
    Requirement Requirement,
    string? Extra,
    InstalledDistribution? Installed,
    RequirementState State
);

/// <summary>
/// Who requires whom, in the markers of this environment. Extras count where a distribution in use asks for them
/// (<c>uvicorn[standard]</c>), on and on.
/// </summary>
public sealed class RequirementGraph
{
    private readonly Dictionary<PackageName, InstalledDistribution> _installed;
    private readonly ILookup<PackageName, RequirementEdge> _requirers;

    private RequirementGraph(
        Dictionary<PackageName, InstalledDistribution> installed,
        ImmutableArray<RequirementEdge> edges
    )
    {
        _installed = installed;
        Edges = edges;
        _requirers = edges.ToLookup(e => e.Requirement.Name);
    }

    /// <summary>Every requirement that applies, by requirer as in the snapshot, then by line.</summary>
    public ImmutableArray<RequirementEdge> Edges { get; }

    /// <summary>The distribution of that name in use.</summary>
    public InstalledDistribution? Find(PackageName name) => _installed.GetValueOrDefault(name);

    /// <summary>The edges that point at a name.</summary>
    public IEnumerable<RequirementEdge> Requirers(PackageName name) => _requirers[name];

    /// <summary>Evaluates every requirement of the distributions in use.</summary>
    /// <param name="snapshot">The environment.</param>
    /// <param name="markers">Its markers.</param>
    /// <param name="extras">Extras that the application itself asks for.</param>
    public static RequirementGraph Of(
        EnvironmentSnapshot snapshot,
        MarkerEnvironment markers,
        IEnumerable<(PackageName Name, string Extra)> extras
    )
    {
        var installed = new Dictionary<PackageName, InstalledDistribution>();
        foreach (var distribution in snapshot.Visible)
        {
            installed.TryAdd(distribution.Key, distribution);
        }

        var edges = new List<RequirementEdge>();
        var asked = new HashSet<(PackageName, string)>();
        var queue = new Queue<(PackageName Name, string Extra)>();
        void Ask(PackageName name, string extra)
        {
            var normal = PackageName.Normalize(extra);
            if (asked.Add((name, normal)))
            {
                queue.Enqueue((name, normal));
            }
        }

        void Follow(InstalledDistribution from, InstalledRequirement source, string? extra)
        {
            var requirement = source.Requirement!;
            edges.Add(Edge(from, source, extra, installed.GetValueOrDefault(requirement.Name)));
            foreach (var further in requirement.Extras)
            {
                Ask(requirement.Name, further);
            }
        }

        foreach (var (name, extra) in extras)
        {
            Ask(name, extra);
        }

        foreach (var distribution in installed.Values)
        {
            foreach (var source in distribution.Requirements)
            {
                if (
                    source.Requirement is { } requirement
                    && (requirement.Marker is null || requirement.Marker.Holds(markers))
                )
                {
                    Follow(distribution, source, null);
                }
            }
        }

        while (queue.TryDequeue(out var next))
        {
            if (!installed.TryGetValue(next.Name, out var distribution))
            {
                continue;
            }

            foreach (var source in distribution.Requirements)
            {
                if (
                    source.Requirement is { Marker: { MentionsExtra: true } marker }
                    && !marker.Holds(markers)
                    && marker.Holds(markers, [next.Extra])
                )
                {
                    Follow(distribution, source, next.Extra);
                }
            }
        }

        var order = installed
            .Values.Select((d, i) => (d, i))
            .ToDictionary(p => p.d.Location, p => p.i, StringComparer.Ordinal);
        return new RequirementGraph(
            installed,
            [
                .. edges
                    .OrderBy(e => order[e.From.Location])
                    .ThenBy(e => e.Source.Location.Line)
                    .ThenBy(e => e.Extra, StringComparer.Ordinal),
            ]
        );
    }

    private static RequirementEdge Edge(
        InstalledDistribution from,
        InstalledRequirement source,
        string? extra,
        InstalledDistribution? installed
    )
    {
        var requirement = source.Requirement!;
        var state =
            installed is null ? RequirementState.Missing
            : requirement.Url is not null ? RequirementState.Met
            : installed.Version is { } version
                ? requirement.Specifiers.Contains(version, prereleases: true) ? RequirementState.Met
                    : RequirementState.WrongVersion
            : requirement.Specifiers.Items.IsEmpty ? RequirementState.Met
            : RequirementState.Unknown;
        return new RequirementEdge(from, source, requirement, extra, installed, state);
    }
}
