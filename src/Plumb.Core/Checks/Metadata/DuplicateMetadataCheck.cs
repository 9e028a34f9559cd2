using System.Collections.Immutable;
using System.Globalization;
using Plumb.Checks.Files;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;

namespace Plumb.Checks.Metadata;

/// <summary>Several metadata folders of one project in one site folder: whose files lie on disk, and which folder is a ghost.</summary>
public sealed class DuplicateMetadataCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [MetadataRules.Duplicate];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var duplicate in context.Duplicates)
        {
            // A distribution's own package manager may keep two on purpose; it is not for others to delete either.
            if (!duplicate.InUse.Site.IsDistributionManaged)
            {
                yield return Judge(context, duplicate);
            }
        }
    }

    private static Judgement Judge(CheckContext context, DuplicateMetadata duplicate)
    {
        var (inUse, ghosts) = duplicate;
        var foreign = ForeignFiles(context, duplicate);
        var isMixed = foreign.Any(d => d.Role is FileRole.Code or FileRole.Library);
        var finding = new Finding
        {
            Rule = MetadataRules.Duplicate,
            Severity = isMixed ? Severity.Error : MetadataRules.Duplicate.Severity,
            Title = Title(duplicate, isMixed),
            Message = Message(duplicate, foreign, isMixed),
            Subject = new Subject(SubjectKind.Distribution, inUse.Name, inUse.VersionText),
            Location = new Text.Location(ghosts[0].Location),
            Evidence = [Proof(inUse), .. ghosts.Select(Proof)],
            Cause = Causes.Installation(inUse),
        };
        return new Judgement(finding, Fixes(context, duplicate, isMixed));
    }

    private static string Title(DuplicateMetadata duplicate, bool isMixed)
    {
        var (inUse, ghosts) = duplicate;
        var versions = ghosts.Append(inUse).Select(d => d.VersionText).Distinct(StringComparer.Ordinal).ToList();
        var said =
            versions.Count == 1
                ? $"{inUse.Label} has {ghosts.Length + 1} metadata folders"
                : $"{inUse.Name} has {ghosts.Length + 1} metadata folders, for {Prose.List(versions.Order(StringComparer.Ordinal))}";
        return isMixed ? $"{said}, and its files are a mix of them."
            : versions.Count == 1 ? said + "."
            : $"{said}. The files on disk are those of {inUse.VersionText}.";
    }

    private static string Message(DuplicateMetadata duplicate, ImmutableArray<FileDeviation> foreign, bool isMixed)
    {
        var names = Prose.List(duplicate.Ghosts.Select(g => WorldPath.Name(g.Location)));
        var ghost =
            $"{names} is left from another installation: some tools will report its version, others refuse to work.";
        return isMixed
            ? $"{Prose.Count(foreign.Length, "file")} on disk, {foreign[0].File.Row.Path} among them, "
                + $"belong to the other version. {ghost}"
            : ghost;
    }

    private static Evidence Proof(InstalledDistribution distribution)
    {
        if (distribution.RecordState != RecordState.Read)
        {
            var why = distribution.Metadata is null ? "its metadata cannot be read" : "it has no RECORD";
            return new Evidence($"{WorldPath.Name(distribution.Location)}: {why}", distribution.Location);
        }

        var match = RecordMatch.Of(distribution);
        return new Evidence(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{distribution.Label}: {match.Matching:N0} of {match.Rows:N0} recorded files lie there in their size"
            ),
            WorldPath.Join(distribution.Location, "RECORD")
        );
    }

    private static ImmutableArray<FileDeviation> ForeignFiles(CheckContext context, DuplicateMetadata duplicate)
    {
        var ghosts = duplicate.Ghosts.Select(g => g.Location).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. context
                .Deviations.For(duplicate.InUse)
                .Where(d => d.Owner is { } owner && ghosts.Contains(owner.Location)),
        ];
    }

    private static ImmutableArray<ProposedFix> Fixes(CheckContext context, DuplicateMetadata duplicate, bool isMixed)
    {
        var (inUse, ghosts) = duplicate;
        var locations = ghosts.Select(g => g.Location).ToArray();
        var delete = DistributionFixes.Delete(
            context,
            $"delete {Prose.List(locations.Select(WorldPath.Name))}",
            locations
        );
        if (!isMixed)
        {
            return [delete];
        }

        return DistributionFixes.Reinstall(context, inUse) is not { } again
            ? []
            :
            [
                new ProposedFix(
                    $"{delete.Title}, then {again.Title}",
                    [.. delete.Commands, .. again.Commands],
                    delete.Changes + 1,
                    s => again.Edit!(delete.Edit!(s))
                ),
            ];
    }
}
