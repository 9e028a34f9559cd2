using System.Collections.Immutable;
using Plumb.Checks.Installing;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Metadata;

/// <summary>METADATA without RECORD, where an installer should have written one.</summary>
public sealed class MissingRecordCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [MetadataRules.MissingRecord];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var ghosts = context.Duplicates.SelectMany(d => d.Ghosts).Select(d => d.Location);
        return context
            .Snapshot.Distributions.Where(d =>
                d.RecordState == RecordState.Missing && d.MetadataFailure != FileFailure.NotFound && !IsSomebodyElses(d)
            )
            .ExceptBy(ghosts, d => d.Location, StringComparer.Ordinal)
            .Select(d => Judge(context, d));
    }

    /// <summary>Package managers of systems (and conda) keep their own lists and often ship no RECORD (PEP 627 allows it).</summary>
    private static bool IsSomebodyElses(InstalledDistribution distribution) =>
        distribution.Site.IsDistributionManaged
        || !distribution.Site.IsOwn
        || (InstallerNames.Of(distribution) is { Length: > 0 } tool && !InstallerNames.WritesRecord(tool));

    private static Judgement Judge(CheckContext context, InstalledDistribution distribution)
    {
        var finding = new Finding
        {
            Rule = MetadataRules.MissingRecord,
            Severity = MetadataRules.MissingRecord.Severity,
            Title = $"{distribution.Label} has no RECORD, so it cannot be uninstalled or upgraded cleanly.",
            Message =
                "pip refuses to touch it, uv leaves the old version's files beside the new one's. "
                + "What it consists of cannot be checked either.",
            Subject = new Subject(SubjectKind.Distribution, distribution.Name, distribution.VersionText),
            Location = new Location(distribution.Location),
            Evidence =
            [
                new Evidence(
                    $"METADATA is there{(distribution.Installer is { Length: > 0 } i ? $", INSTALLER says {i}" : "")}, RECORD is not",
                    WorldPath.Join(distribution.Location, "RECORD")
                ),
            ],
            Cause = Causes.Installation(distribution),
        };
        return DistributionFixes.InstallOver(context, distribution) is { } fix
            ? new Judgement(finding, [fix])
            : finding;
    }
}
