using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Metadata;

/// <summary>Metadata folders with neither METADATA nor RECORD.</summary>
public sealed class DeadMetadataFolderCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [MetadataRules.DeadFolder];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) =>
        context.Snapshot.Distributions.Where(d => d.Site.IsOwn && DeadFolder.Is(d)).Select(d => Judge(context, d));

    private static Judgement Judge(CheckContext context, InstalledDistribution dead)
    {
        var folder = WorldPath.Name(dead.Location);
        var whole = context
            .Named(dead.Key)
            .FirstOrDefault(d =>
                d.Site.Path == dead.Site.Path && d.Location != dead.Location && d.Metadata is not null
            );
        var names = dead.MetadataEntries.Select(e => e.Name).ToList();
        var finding = new Finding
        {
            Rule = MetadataRules.DeadFolder,
            Severity = MetadataRules.DeadFolder.Severity,
            Title = names.Count == 0 ? $"{folder} is empty." : $"{folder} holds neither METADATA nor RECORD.",
            Message = whole is null
                ? $"Some tools list {dead.Label} because of the folder, but no installer knows its files: "
                    + "an installation or a removal was stopped half-way."
                : $"{whole.Label} is installed beside it. The folder is what a stopped installation or removal left.",
            Subject = new Subject(SubjectKind.Distribution, dead.Name, dead.VersionText),
            Location = new Location(dead.Location),
            Evidence =
            [
                new Evidence(names.Count == 0 ? "nothing lies in it" : "in it: " + Prose.List(names, 5), dead.Location),
            ],
            Cause = Causes.Installation(dead),
        };
        var delete = DistributionFixes.Delete(context, $"delete {folder}", dead.Location);
        return new Judgement(finding, [delete]);
    }
}
