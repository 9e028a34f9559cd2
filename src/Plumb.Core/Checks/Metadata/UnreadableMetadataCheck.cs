using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Metadata;

/// <summary>METADATA or PKG-INFO that is missing, empty, no metadata, too large, or without a name or version.</summary>
public sealed class UnreadableMetadataCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [MetadataRules.Unreadable];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var ghosts = context
            .Duplicates.SelectMany(d => d.Ghosts)
            .Select(d => d.Location)
            .ToFrozenSet(StringComparer.Ordinal);
        foreach (var distribution in context.Snapshot.Distributions)
        {
            if (
                distribution.Format != DistributionFormat.EggLink
                && !DeadFolder.Is(distribution)
                && !ghosts.Contains(distribution.Location)
                && Trouble(distribution) is { } trouble
            )
            {
                yield return Judge(context, distribution, trouble);
            }
        }
    }

    private static Judgement Judge(CheckContext context, InstalledDistribution distribution, string trouble)
    {
        var file = WorldPath.Name(distribution.MetadataPath);
        var folder = WorldPath.Name(distribution.Location);
        var couldNotLook = distribution.MetadataFailure == FileFailure.PermissionDenied;
        var finding = new Finding
        {
            Rule = MetadataRules.Unreadable,
            Severity = couldNotLook || distribution.Site.IsDistributionManaged ? Severity.Warning : Severity.Error,
            Title = $"{distribution.Label}: {file} {trouble}.",
            Message =
                $"The folder's name {folder} says what it was. Its requirements are unknown, and programs that ask for "
                + $"the version of {distribution.Name} get none or stop.{WhatRecordSays(distribution)}",
            Subject = new Subject(SubjectKind.Distribution, distribution.Name, distribution.VersionText),
            Location = new Location(distribution.MetadataPath),
            Evidence = [new Evidence($"{file} {trouble}", distribution.MetadataPath)],
            Cause = Causes.Installation(distribution),
        };
        return couldNotLook || DistributionFixes.InstallOver(context, distribution) is not { } fix
            ? finding
            : new Judgement(finding, [PastCache(context, distribution, fix)]);
    }

    /// <summary>uv takes METADATA from its cache, which has the same damage where both are one file: it would uninstall and then fail.</summary>
    private static ProposedFix PastCache(CheckContext context, InstalledDistribution distribution, ProposedFix fix) =>
        context.Snapshot.Contents.GetValueOrDefault(distribution.MetadataPath) is { HardLinks: > 1 }
        && context.Installers.For(distribution)?.CleanCache(distribution.Name) is { } clean
            ? fix with
            {
                Title = $"empty the cache of {distribution.Name}, then {fix.Title}",
                Commands = [clean, .. fix.Commands],
            }
            : fix;

    private static string WhatRecordSays(InstalledDistribution distribution)
    {
        if (distribution.RecordState == RecordState.Missing)
        {
            return " RECORD is missing too.";
        }

        var match = RecordMatch.Of(distribution);
        return match.Rows == 0 ? ""
            : match.Present == match.Rows ? $" All {Prose.Count(match.Rows, "file")} of its RECORD lie there."
            : $" Of the {Prose.Count(match.Rows, "file")} in its RECORD {match.Present} lie there.";
    }

    private static string? Trouble(InstalledDistribution distribution) =>
        distribution.MetadataFailure switch
        {
            FileFailure.NotFound => "is missing",
            not FileFailure.None and var failure => "cannot be read: " + FileFailureText.Of(failure),
            _ => distribution switch
            {
                { MetadataError: { } error } => "is no metadata: " + error.Message,
                { Metadata.Name.Length: 0 } => "names no project",
                { Metadata.Version.Length: 0 } => "names no version",
                _ => null,
            },
        };
}
