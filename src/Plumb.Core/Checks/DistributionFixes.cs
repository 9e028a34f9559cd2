using System.Collections.Immutable;
using Plumb.Checks.Installing;
using Plumb.Checks.Metadata;
using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks;

/// <summary>Fixes that several checks offer for one distribution; none where no installer is known to work.</summary>
internal static class DistributionFixes
{
    /// <summary>
    /// Installs the same version again: uninstalls by RECORD, then writes every file; without a RECORD that can be read, over what lies there.
    /// What conda installed comes from conda.
    /// </summary>
    public static ProposedFix? Reinstall(CheckContext context, InstalledDistribution distribution) =>
        Conda(context, distribution) is { } conda ? conda
        : distribution.RecordState is RecordState.Missing ? InstallOver(context, distribution)
        : distribution.RecordState is RecordState.Unreadable
        || distribution.RecordIsEmpty
        || !distribution.RecordProblems.IsEmpty
            ? InstallOver(context, distribution, withoutRecord: true)
        : Asked.Again(distribution) is not { } asked || context.Installers.For(distribution) is not { } installer ? null
        : new ProposedFix(
            $"install {distribution.Label} again",
            installer.Reinstall(asked),
            1,
            s => SnapshotEdits.Reinstall(s, distribution.Location)
        );

    /// <summary>Builds the same version from its source against what is here, which is not tried; null where conda or nobody can.</summary>
    public static ProposedFix? Rebuild(CheckContext context, InstalledDistribution distribution, string against) =>
        IsPlain(context, distribution)
            ? new ProposedFix(
                $"build {distribution.Label} again against the {against} that is here",
                context.Installers.For(distribution)!.Rebuild(distribution.Name, Asked.Again(distribution)!),
                1,
                null
            )
            : null;

    /// <summary>The commands that install several distributions again, those of one tool in one; null when one of them cannot be.</summary>
    public static ImmutableArray<string>? ReinstallCommands(
        CheckContext context,
        IReadOnlyCollection<InstalledDistribution> distributions
    )
    {
        var together = distributions.Where(d => IsPlain(context, d)).ToList();
        var commands = ImmutableArray.CreateBuilder<string>();
        foreach (var site in together.GroupBy(d => d.Site))
        {
            commands.AddRange(context.Installers.For(site.Key)!.Reinstall(site.Select(d => Asked.Again(d)!)));
        }

        foreach (var distribution in distributions.Except(together))
        {
            if (Reinstall(context, distribution) is not { } fix)
            {
                return null;
            }

            commands.AddRange(fix.Commands);
        }

        return commands.DrainToImmutable();
    }

    /// <summary>
    /// Installs the same version over what lies there, where METADATA or RECORD cannot tell an uninstaller what to remove. Temporary files of
    /// an earlier attempt are deleted; with <paramref name="withoutRecord"/> the whole metadata folder is, for an installer that reads it first.
    /// </summary>
    public static ProposedFix? InstallOver(
        CheckContext context,
        InstalledDistribution distribution,
        bool withoutRecord = false
    )
    {
        if (Conda(context, distribution) is { } conda)
        {
            return conda;
        }

        if (Asked.Again(distribution) is not { } asked || context.Installers.For(distribution) is not { } commands)
        {
            return null;
        }

        ImmutableArray<string> temporary =
        [
            .. TemporaryFiles.Of(distribution).Select(n => WorldPath.Join(distribution.Location, n)),
        ];
        var wholeFolder = withoutRecord && commands.ReadsRecordFirst;
        ImmutableArray<string> delete =
            wholeFolder ? [context.Commands.Delete(distribution.Location)]
            : temporary.IsEmpty ? []
            : [context.Commands.DeleteFiles(temporary)];
        return new ProposedFix(
            wholeFolder
                ? $"delete {WorldPath.Name(distribution.Location)}, which stops the installer, and install {distribution.Label} again"
                : $"install {distribution.Label} over it",
            [.. delete, .. commands.InstallOver(asked)],
            1,
            s => SnapshotEdits.DeletePaths(SnapshotEdits.Reinstall(s, distribution.Location), temporary)
        );
    }

    /// <summary>Deletes files or folders that belong to nobody.</summary>
    public static ProposedFix Delete(CheckContext context, string title, params IReadOnlyList<string> paths) =>
        new(title, [context.Commands.Delete(paths)], paths.Count, s => SnapshotEdits.DeletePaths(s, paths));

    private static ProposedFix? Conda(CheckContext context, InstalledDistribution distribution) =>
        context.Installers.CondaReinstall(distribution) is { } command
            ? new ProposedFix(
                $"let conda install {distribution.Label} again",
                [command],
                1,
                s => SnapshotEdits.Reinstall(s, distribution.Location)
            )
            : null;

    private static bool IsPlain(CheckContext context, InstalledDistribution distribution) =>
        distribution.RecordState is not (RecordState.Missing or RecordState.Unreadable)
        && distribution is { RecordIsEmpty: false, RecordProblems.IsEmpty: true }
        && context.Installers.CondaReinstall(distribution) is null
        && context.Installers.For(distribution) is not null
        && Asked.Again(distribution) is not null;
}
