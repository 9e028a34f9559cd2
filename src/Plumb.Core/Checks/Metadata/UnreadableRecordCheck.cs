using System.Collections.Immutable;
using System.Globalization;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Metadata.Record;
using Plumb.Text;

namespace Plumb.Checks.Metadata;

/// <summary>RECORD files that cannot be read, and lines of them that are no rows.</summary>
public sealed class UnreadableRecordCheck : ICheck
{
    private const int MostShown = 5;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [MetadataRules.UnreadableRecord];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var distribution in context.Snapshot.Distributions)
        {
            if (distribution.RecordState == RecordState.Unreadable)
            {
                yield return Judge(
                    context,
                    distribution,
                    "cannot be read: " + FileFailureText.Of(distribution.RecordFailure),
                    0,
                    []
                );
            }
            else if (distribution.RecordIsEmpty)
            {
                yield return Judge(
                    context,
                    distribution,
                    distribution.RecordProblems.IsEmpty ? "is empty" : "names no file: none of its lines is a row",
                    0,
                    distribution.RecordProblems
                );
            }
            else if (!distribution.RecordProblems.IsEmpty)
            {
                var problems = distribution.RecordProblems;
                var count =
                    problems.Length == RecordFile.MostProblems
                        ? $"{problems.Length} or more lines that are no rows"
                        : Prose.Count(problems.Length, "line that is no row", "lines that are no rows");
                yield return Judge(context, distribution, "has " + count, (int)problems[0].Offset, problems);
            }
        }
    }

    private static Judgement Judge(
        CheckContext context,
        InstalledDistribution distribution,
        string trouble,
        int line,
        ImmutableArray<FormatError> problems
    )
    {
        var path = WorldPath.Join(distribution.Location, "RECORD");
        var couldNotLook = distribution.RecordFailure == FileFailure.PermissionDenied;
        var finding = new Finding
        {
            Rule = MetadataRules.UnreadableRecord,
            Severity = distribution.Site.IsDistributionManaged ? Severity.Info : Severity.Warning,
            Title = $"{distribution.Label}: RECORD {trouble}.",
            Message = "What it does not say cannot be checked, and installers may stop at it when they uninstall.",
            Subject = new Subject(SubjectKind.Distribution, distribution.Name, distribution.VersionText),
            Location = new Location(path, line),
            Evidence =
            [
                .. problems
                    .Take(MostShown)
                    .Select(p => new Evidence(
                        string.Create(CultureInfo.InvariantCulture, $"line {p.Offset}: {p.Message}"),
                        path
                    )),
            ],
            Cause = Causes.Installation(distribution),
        };
        return couldNotLook || DistributionFixes.InstallOver(context, distribution, withoutRecord: true) is not { } fix
            ? finding
            : new Judgement(finding, [fix]);
    }
}
