using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Environments.Observing;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Checks.Metadata;

/// <summary>Metadata folders whose name says another project or version than the METADATA in them; versions that are none.</summary>
public sealed class NameMismatchCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [MetadataRules.NameMismatch];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var distribution in context.Snapshot.Distributions)
        {
            if (distribution.Metadata is { Name.Length: > 0, Version.Length: > 0 } && Trouble(distribution) is { } told)
            {
                yield return Judge(context, distribution, told.Title, told.Message);
            }
        }
    }

    private static (string Title, string Message)? Trouble(InstalledDistribution distribution)
    {
        var entry = WorldPath.Name(distribution.Location);
        if (distribution.Version is null)
        {
            return (
                $"{distribution.Name}'s version \"{distribution.VersionText}\" is not a valid version.",
                "Installers from 2024 on skip such a distribution: they neither count it nor remove it."
            );
        }

        if (
            distribution.Format != DistributionFormat.DistInfo
            || !DistributionFolderName.TryParse(entry, isFolder: true, out var folder)
        )
        {
            return null;
        }

        if (PackageName.Normalize(folder.Name) != PackageName.Normalize(distribution.Name))
        {
            return (
                $"{entry} holds the metadata of {distribution.Name}.",
                $"Tools that look by folder find {folder.Name}, tools that read METADATA find {distribution.Name}."
            );
        }

        var sameVersion =
            PythonVersion.TryParse(folder.Version, out var version)
            && PythonVersion.TryParse(distribution.Metadata!.Version, out var written)
            && version.Equals(written);
        return sameVersion
            ? null
            : (
                $"{entry} holds the metadata of version {distribution.VersionText}.",
                "Tools that look at the folder's name and tools that read METADATA disagree on the installed version."
            );
    }

    private static Judgement Judge(
        CheckContext context,
        InstalledDistribution distribution,
        string title,
        string message
    )
    {
        var finding = new Finding
        {
            Rule = MetadataRules.NameMismatch,
            Severity = distribution.Site.IsDistributionManaged ? Severity.Info : Severity.Warning,
            Title = title,
            Message = message,
            Subject = new Subject(SubjectKind.Distribution, distribution.Name, distribution.VersionText),
            Location = new Location(distribution.MetadataPath),
            Evidence =
            [
                new Evidence(
                    $"Name: {distribution.Metadata!.Name}, Version: {distribution.Metadata.Version}",
                    distribution.MetadataPath
                ),
            ],
            Cause = Causes.Installation(distribution),
        };
        return RenamedFrom(context.Snapshot, distribution) is not { } original
            ? finding
            : new Judgement(
                finding,
                [
                    new ProposedFix(
                        $"give the folder its name {WorldPath.Name(original)} again",
                        [context.Commands.Move(distribution.Location, original)],
                        1,
                        s => SnapshotEdits.RenameMetadata(s, distribution.Location, original)
                    ),
                ]
            );
    }

    /// <summary>The folder that RECORD says that it lies in, when nothing lies there now.</summary>
    private static string? RenamedFrom(EnvironmentSnapshot snapshot, InstalledDistribution distribution)
    {
        var record = distribution.Files.FirstOrDefault(f =>
            f.Row.Path.EndsWith(".dist-info/RECORD", StringComparison.OrdinalIgnoreCase)
            && WorldPath.Parent(WorldPath.Parent(f.Path)) == distribution.Site.Path
        );
        return
            record.Path is { } path
            && path != WorldPath.Join(distribution.Location, "RECORD")
            && !snapshot.Tree.Exists(WorldPath.Parent(path))
            ? WorldPath.Parent(path)
            : null;
    }
}
