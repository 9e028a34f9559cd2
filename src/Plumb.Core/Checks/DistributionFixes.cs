using System.Collections.Immutable;
using Plumb.Checks.Metadata;
using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks;

/// <summary>Fixes that several checks offer for one distribution.</summary>
internal static class DistributionFixes
{
    /// <summary>What to ask an installer for to get the same distribution again; null when that cannot be said without guessing or showing a secret.</summary>
    public static string? Pinned(InstalledDistribution distribution)
    {
        if (distribution.DirectUrl is { } direct)
        {
            // A URL may carry credentials, and a folder may have changed since: only a plain folder is named again.
            return direct.Editable ? null : direct.LocalPath;
        }

        return distribution.Version is not null && !distribution.Key.IsEmpty
            ? $"{distribution.Name}=={distribution.VersionText}"
            : null;
    }

    /// <summary>Installs the same version again: uninstalls by RECORD, then writes every file; without a RECORD that can be read, over what lies there.</summary>
    public static ProposedFix? Reinstall(CheckContext context, InstalledDistribution distribution) =>
        distribution.RecordState is RecordState.Missing ? InstallOver(context, distribution)
        : distribution.RecordState is RecordState.Unreadable || !distribution.RecordProblems.IsEmpty
            ? InstallOver(context, distribution, withoutRecord: true)
        : Pinned(distribution) is not { } pinned ? null
        : new ProposedFix(
            $"install {distribution.Label} again",
            [context.Commands.For(distribution.Site).Reinstall(pinned)],
            1,
            s => SnapshotEdits.Reinstall(s, distribution.Location)
        );

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
        if (Pinned(distribution) is not { } pinned)
        {
            return null;
        }

        var commands = context.Commands.For(distribution.Site);
        ImmutableArray<string> temporary =
        [
            .. TemporaryFiles.Of(distribution).Select(n => WorldPath.Join(distribution.Location, n)),
        ];
        var wholeFolder = withoutRecord && commands.ReadsRecordFirst;
        var deleted = wholeFolder ? [distribution.Location] : temporary;
        ImmutableArray<string> delete = deleted.IsEmpty ? [] : [context.Commands.Delete(deleted)];
        return new ProposedFix(
            wholeFolder
                ? $"delete {WorldPath.Name(distribution.Location)}, which stops the installer, and install {distribution.Label} again"
                : $"install {distribution.Label} over it",
            [.. delete, commands.InstallOver(pinned)],
            1,
            s => SnapshotEdits.DeletePaths(SnapshotEdits.Reinstall(s, distribution.Location), temporary)
        );
    }

    /// <summary>Deletes files or folders that belong to nobody.</summary>
    public static ProposedFix Delete(CheckContext context, string title, params IReadOnlyList<string> paths) =>
        new(title, [context.Commands.Delete(paths)], paths.Count, s => SnapshotEdits.DeletePaths(s, paths));
}
