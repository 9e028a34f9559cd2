using System.Collections.Immutable;
using Plumb.Checks.Files;
using Plumb.Checks.Installing;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Metadata;

/// <summary>Files that pip renamed to begin with <c>~</c> before it meant to delete them.</summary>
public sealed class LeftoverCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [MetadataRules.Leftover];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context) =>
        Leftovers.Of(context.Snapshot).Select(leftovers => Judge(context, leftovers));

    private static Judgement Judge(CheckContext context, Leftovers left)
    {
        var paths = left.Names.Select(n => WorldPath.Join(left.Site.Path, n)).ToImmutableArray();
        var successor = left.Metadata is { } metadata
            ? context.Named(metadata.Key).FirstOrDefault(d => d.Site.Path == left.Site.Path && d.Metadata is not null)
            : null;
        var isWhole =
            successor is not null && !context.Deviations.For(successor).Any(d => d.Kind == FileDeviationKind.Missing);
        var seenByTools = left.Metadata?.Metadata is not null;
        var finding = new Finding
        {
            Rule = MetadataRules.Leftover,
            Severity =
                isWhole && !seenByTools || left.Files == 0 ? Severity.Info
                : left.Metadata is null ? Severity.Info
                : Severity.Warning,
            Title = Title(left),
            Message = Message(left, successor, isWhole),
            Subject = new Subject(SubjectKind.File, paths[0]),
            Location = new Location(paths[0]),
            Evidence = [new Evidence(Size(left), paths[0]), .. Proof(left)],
            Cause = "leftover:" + paths[0],
        };
        return new Judgement(finding, Fixes(context, left, paths, successor));
    }

    private static string Title(Leftovers left)
    {
        var names = Prose.List(left.Names, 4);
        var verb = left.Names.Length == 1 ? "is" : "are";
        return left.Metadata is { } metadata
                ? $"{names} {verb} left of {metadata.Label}, which pip moved aside to remove it."
            : left.Remains is { } remains
                ? $"{names} {verb} left of an earlier {remains}, which pip moved aside to remove it."
            : $"{names} {verb} left of something that pip moved aside to remove it.";
    }

    private static string Message(Leftovers left, InstalledDistribution? successor, bool isWhole)
    {
        var end =
            left.Recorded == 0 ? ""
            : left.Kept == left.Recorded ? " All of it is still there."
            : $" {Prose.Count(left.Kept, "file")} of {left.Recorded} are still there.";
        if (left.Metadata is null)
        {
            return "An upgrade or removal was interrupted, or a file of it was in use. Nothing reads it any more.";
        }

        return successor is null
                ? $"No {left.Metadata.Name} is installed now: the upgrade or removal was interrupted.{end}"
            : isWhole
                ? $"The upgrade or removal was interrupted; {successor.Label} is installed and whole. "
                    + $"Programs that list distributions see {left.Metadata.Name} twice.{end}"
            : $"The upgrade was interrupted, and {successor.Label} is not whole.{end}";
    }

    private static string Size(Leftovers left) => $"{Prose.Count(left.Files, "file")}, {Prose.Bytes(left.Bytes)}";

    private static IEnumerable<Evidence> Proof(Leftovers left) =>
        left.Metadata is { Metadata: not null } metadata
            ? [new Evidence($"Name: {metadata.Name}, Version: {metadata.VersionText}", metadata.MetadataPath)]
            : [];

    private static ImmutableArray<ProposedFix> Fixes(
        CheckContext context,
        Leftovers left,
        ImmutableArray<string> paths,
        InstalledDistribution? successor
    )
    {
        var delete = DistributionFixes.Delete(context, $"delete {Prose.List(left.Names, 4)}", paths);
        if (
            successor is not null
            || left.Metadata is not { Version: { } version } metadata
            || Asked.Again(metadata) is not { } asked
            || context.Installers.For(left.Site) is not { } installer
        )
        {
            return [delete];
        }

        // Nothing else of that name is there: what was moved aside is probably still wanted.
        return
        [
            new ProposedFix(
                $"install {metadata.Label} again and delete the leftovers",
                [.. installer.Install(asked), .. delete.Commands],
                1 + delete.Changes,
                s => delete.Edit!(SnapshotEdits.SetVersion(s, metadata.Key, version))
            ),
            delete,
        ];
    }
}
