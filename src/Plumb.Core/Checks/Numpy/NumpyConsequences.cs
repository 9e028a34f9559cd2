using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Checks.Numpy;

/// <summary>
/// The distributions that require one whose import fails, directly or by way of others. Whether and when they import it is in their own
/// code: what is said of them is the requirement.
/// </summary>
internal static class NumpyConsequences
{
    /// <summary>One finding for each, in the order in which the chain of requirements reaches it.</summary>
    public static ImmutableArray<Finding> Of(CheckContext context, Finding head, ImmutableArray<NumpyUse> uses)
    {
        var failing = uses.Where(u => u.FailsImport)
            .SelectMany(u => u.Modules.SelectMany(m => Owners(context, m.File.Path)))
            .DistinctBy(d => d.Key)
            .ToList();
        var seen = failing.Select(d => d.Key).ToHashSet();
        var queue = new Queue<(InstalledDistribution Required, InstalledDistribution Root)>(
            failing.Select(d => (d, d))
        );
        var found = ImmutableArray.CreateBuilder<Finding>();
        while (queue.TryDequeue(out var next))
        {
            foreach (var edge in context.Requirements.Requirers(next.Required.Key))
            {
                if (seen.Add(edge.From.Key))
                {
                    queue.Enqueue((edge.From, next.Root));
                    found.Add(Follows(head, edge, next.Root));
                }
            }
        }

        return found.DrainToImmutable();
    }

    // Files that several distributions claim are missed by those who require any of them.
    private static IEnumerable<InstalledDistribution> Owners(CheckContext context, string path) =>
        context.Ownership.Shared.TryGetValue(path, out var claims) ? claims.Select(c => c.Distribution)
        : context.Ownership.OwnerOf(path) is { } owner ? [owner]
        : [];

    private static Finding Follows(Finding head, RequirementEdge edge, InstalledDistribution root)
    {
        var way =
            edge.Requirement.Name == root.Key
                ? ""
                : $" by way of {edge.Installed?.Label ?? edge.Requirement.Name.Normalized}";
        return new Finding
        {
            Rule = head.Rule,
            Severity = Severity.Warning,
            Title = $"{edge.From.Label} requires {root.Label}{way}, and fails where it imports it.",
            Subject = new Subject(SubjectKind.Distribution, edge.From.Name, edge.From.VersionText),
            Location = edge.Source.Location,
            Evidence = [new Evidence("Requires-Dist: " + edge.Source.Text, edge.Source.Location.File)],
            Cause = head.Cause,
            IsConsequence = true,
        };
    }
}
