using System.Collections.Immutable;
using Plumb.Environments;

namespace Plumb.Checks;

/// <summary>Runs the checks that were selected, in a fixed order.</summary>
public static class CheckRunner
{
    /// <summary>What has to be observed for the rules that are selected.</summary>
    public static Observation Needs(RuleSelection selection) =>
        CheckCatalog
            .All.Where(c => c.Rules.Any(selection.Includes))
            .Aggregate(Observation.Metadata, (needs, c) => needs | c.Needs);

    /// <summary>All findings of the selected rules, worst first, then by code, subject and place.</summary>
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

        return
        [
            .. judgements
                .OrderByDescending(j => j.Finding.Severity)
                .ThenBy(j => j.Finding.Rule.Code, StringComparer.Ordinal)
                .ThenBy(j => j.Finding.Cause, StringComparer.Ordinal)
                .ThenBy(j => j.Finding.IsConsequence)
                .ThenBy(j => j.Finding.Subject.Name, StringComparer.Ordinal)
                .ThenBy(j => j.Finding.Location?.File, StringComparer.Ordinal)
                .ThenBy(j => j.Finding.Location?.Line ?? 0),
        ];
    }
}
