using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Findings;

namespace Plumb.Trials.Imports;

/// <summary>An import that was tried, with what is known of why it failed.</summary>
/// <param name="Target">What was imported.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record JoinedImport(ImportTarget Target, ImportOutcome Outcome)
{
    /// <summary>The first true exception; null where there is none.</summary>
    public RaisedException? Root { get; init; }

    /// <summary>What was found without running anything, and explains it; null when nothing does.</summary>
    public Finding? Cause { get; init; }

    /// <summary>Why it fails on purpose, a sentence; null when it does not.</summary>
    public string? Deliberate { get; init; }

    /// <summary>Joins the outcomes of one environment with what was found in it.</summary>
    /// <param name="context">The environment.</param>
    /// <param name="findings">What was found without running anything.</param>
    /// <param name="targets">What was imported.</param>
    /// <param name="outcomes">What came of each, in the same order.</param>
    public static ImmutableArray<JoinedImport> Of(
        CheckContext context,
        ImmutableArray<Finding> findings,
        ImmutableArray<ImportTarget> targets,
        ImmutableArray<ImportOutcome> outcomes
    )
    {
        var causes = new StaticCause(context, findings);
        return
        [
            .. targets.Zip(
                outcomes,
                (target, outcome) =>
                {
                    if (outcome.Kind == ImportOutcomeKind.Imported)
                    {
                        return new JoinedImport(target, outcome);
                    }

                    var root = RootCause.Of(outcome.Chain);
                    var cause = causes.Find(target, outcome, root);
                    return new JoinedImport(target, outcome)
                    {
                        Root = root,
                        Cause = cause,
                        Deliberate = cause is null or { Severity: Severity.Info }
                            ? DeliberateFailure.Of(context, target, outcome, root)
                            : null,
                    };
                }
            ),
        ];
    }
}
