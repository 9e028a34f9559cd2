using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Findings;

namespace Plumb.Repairs;

/// <summary>Tries each proposed fix on the snapshot: it is verified when its finding is gone, no new error or warning came, and none became worse.</summary>
public static class FixVerifier
{
    /// <summary>Beyond this many tries fixes are offered unverified: an environment with more trouble is made anew, not mended.</summary>
    public const int MostTries = 40;

    /// <summary>The findings with their fixes.</summary>
    public static ImmutableArray<Finding> Attach(
        CheckContext context,
        ImmutableArray<Judgement> judgements,
        RuleSelection selection,
        CancellationToken cancellation = default
    )
    {
        var before = judgements
            .GroupBy(j => Identity(j.Finding), j => j.Finding.Severity)
            .ToDictionary(g => g.Key, g => g.Max());
        var tries = 0;
        var findings = ImmutableArray.CreateBuilder<Finding>(judgements.Length);
        foreach (var (finding, proposals) in judgements)
        {
            var fixes = ImmutableArray.CreateBuilder<Fix>(proposals.Length);
            foreach (var proposal in proposals)
            {
                var verified =
                    proposal.Edit is not null
                    && tries++ < MostTries
                    && Removes(context, proposal, finding, before, selection, cancellation);
                fixes.Add(new Fix(proposal.Title, proposal.Commands, verified, new FixCost(null, proposal.Changes)));
            }

            findings.Add(finding with { Fixes = fixes.DrainToImmutable() });
        }

        return findings.DrainToImmutable();
    }

    private static bool Removes(
        CheckContext context,
        ProposedFix proposal,
        Finding finding,
        Dictionary<(string, string, string), Severity> before,
        RuleSelection selection,
        CancellationToken cancellation
    )
    {
        var edited = context.With(proposal.Edit!(context.Snapshot));
        var after = CheckRunner.Run(edited, selection, cancellation);
        var target = Identity(finding);
        return after.All(j =>
        {
            var identity = Identity(j.Finding);
            return identity != target
                && (
                    j.Finding.Severity == Severity.Info
                    || (before.TryGetValue(identity, out var was) && j.Finding.Severity <= was)
                );
        });
    }

    private static (string Code, string Subject, string Place) Identity(Finding finding) =>
        (finding.Rule.Code, finding.Subject.Name, finding.Cause ?? finding.Location?.ToString() ?? "");
}
