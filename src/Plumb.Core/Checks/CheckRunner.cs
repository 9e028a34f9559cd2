using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Checks;

/// <summary>Runs the checks that were selected, in a fixed order.</summary>
public static class CheckRunner
{
    /// <summary>What has to be observed for the rules that are selected.</summary>
    public static Observation Needs(RuleSelection selection) =>
        CheckCatalog
            .All.Where(c => c.Rules.Any(selection.Includes))
            .Aggregate(Observation.Metadata, (needs, c) => needs | c.Needs);

    /// <summary>All findings of the selected rules in the order of <see cref="FindingOrder"/>.</summary>
    public static ImmutableArray<Judgement> Run(
        CheckContext context,
        RuleSelection selection,
        CancellationToken cancellation = default
    )
    {
        var judgements = ImmutableArray.CreateBuilder<Judgement>();
        foreach (var check in CheckCatalog.All)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!check.Rules.Any(selection.Includes) || !context.Snapshot.Observed.HasFlag(check.Needs))
            {
                continue;
            }

            foreach (var judgement in check.Run(context))
            {
                cancellation.ThrowIfCancellationRequested();
                if (selection.Includes(judgement.Finding.Rule))
                {
                    judgements.Add(judgement);
                }
            }
        }

        return [.. WithHeads(judgements).OrderBy(j => j.Finding, FindingOrder.Instance)];
    }

    // What follows from a finding of a rule that was not wanted stands on its own: a consequence alone would explain nothing.
    private static IEnumerable<Judgement> WithHeads(IReadOnlyCollection<Judgement> judgements)
    {
        var heads = judgements
            .Where(j => !j.Finding.IsConsequence)
            .Select(j => j.Finding.Cause)
            .ToHashSet(StringComparer.Ordinal);
        return judgements.Select(j =>
            j.Finding.IsConsequence && !heads.Contains(j.Finding.Cause)
                ? j with
                {
                    Finding = j.Finding with { IsConsequence = false },
                }
                : j
        );
    }
}
