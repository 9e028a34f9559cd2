using System.Collections.Immutable;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>Findings that have one cause: shown as one block.</summary>
/// <param name="Head">The finding that names the cause.</param>
/// <param name="Others">Findings of the same cause that have something of their own to say.</param>
/// <param name="Consequences">Findings that only follow from it.</param>
internal sealed record CauseGroup(Finding Head, ImmutableArray<Finding> Others, ImmutableArray<Finding> Consequences)
{
    /// <summary>How many findings it stands for.</summary>
    public int Size => 1 + Others.Length + Consequences.Length;

    /// <summary>
    /// The groups, most important first: by severity of the head, then by how much hangs on it, then in the order given.
    /// A cause of which only consequences are left (its head was ignored) is headed by the first of them.
    /// </summary>
    public static ImmutableArray<CauseGroup> Of(ImmutableArray<Finding> findings)
    {
        var byCause = new Dictionary<string, List<Finding>>(StringComparer.Ordinal);
        var all = new List<List<Finding>>();
        foreach (var finding in findings)
        {
            if (finding.Cause is null || !byCause.TryGetValue(finding.Cause, out var members))
            {
                members = [];
                all.Add(members);
                if (finding.Cause is not null)
                {
                    byCause[finding.Cause] = members;
                }
            }

            members.Add(finding);
        }

        return [.. all.Select(Group).OrderByDescending(g => g.Head.Severity).ThenByDescending(g => g.Size)];
    }

    private static CauseGroup Group(List<Finding> members)
    {
        var causes = members.Where(m => !m.IsConsequence).ToList();
        var head = (causes.Count == 0 ? members : causes).MaxBy(m => m.Severity)!;
        return new CauseGroup(
            head,
            [.. causes.Where(m => !ReferenceEquals(m, head))],
            [.. members.Where(m => m.IsConsequence && !ReferenceEquals(m, head))]
        );
    }
}
