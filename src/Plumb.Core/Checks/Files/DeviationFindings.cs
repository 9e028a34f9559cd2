using System.Collections.Immutable;
using System.Globalization;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Files;

/// <summary>Makes one finding of several files of one distribution.</summary>
internal static class DeviationFindings
{
    private const int MostShown = 5;

    /// <summary>A finding that lists the files as evidence and belongs to the distribution's block.</summary>
    public static Finding Of(
        Rule rule,
        Severity severity,
        InstalledDistribution distribution,
        IReadOnlyList<FileDeviation> files,
        string title,
        string message
    ) =>
        new()
        {
            Rule = rule,
            Severity = severity,
            Title = title,
            Message = message,
            Subject = new Subject(SubjectKind.Distribution, distribution.Name, distribution.VersionText),
            Location = new Location(files[0].File.Path),
            Evidence =
            [
                .. files.OrderBy(f => f.Role).Take(MostShown).Select(f => new Evidence(Describe(f), f.File.Path)),
            ],
            Cause = Causes.Installation(distribution),
        };

    /// <summary>"a.py, b.so and 7 more": the most important first.</summary>
    public static string Names(IEnumerable<FileDeviation> files, int most = 3) =>
        Prose.List(files.OrderBy(f => f.Role).Select(Shown), most);

    /// <summary>The path as RECORD has it, without the steps up that lead to another folder of the environment: "bin/tool".</summary>
    public static string Shown(FileDeviation deviation)
    {
        var path = deviation.File.Row.Path.AsSpan();
        while (path.StartsWith("../"))
        {
            path = path[3..];
        }

        return path.ToString();
    }

    /// <summary>The fix for files that are not as they were installed: the same version again, past a cache that shares the bytes.</summary>
    public static ImmutableArray<ProposedFix> Fixes(
        CheckContext context,
        InstalledDistribution distribution,
        IEnumerable<FileDeviation> files
    )
    {
        if (DistributionFixes.Reinstall(context, distribution) is not { } again)
        {
            return [];
        }

        var all = files.ToList();
        var links = all.Where(f => IsDeadLink(context, f)).Select(f => f.File.Path).ToList();
        if (links.Count > 0)
        {
            again = again with
            {
                Title =
                    $"delete what lies in the place of {Names(all.Where(f => links.Contains(f.File.Path)))}, then {again.Title}",
                Commands = [context.Commands.DeleteFiles(links), .. again.Commands],
            };
        }

        var sharesCache = all.Exists(f => f.Facts is { HardLinks: > 1 });
        return sharesCache && context.Installers.For(distribution)?.CleanCache(distribution.Name) is { } clean
            ?
            [
                again with
                {
                    Title = $"empty the cache of {distribution.Name}, then {again.Title}",
                    Commands = [clean, .. again.Commands],
                },
            ]
            : [again];
    }

    /// <summary>A link that leads nowhere or in a circle: installers would write through it, or fail at it.</summary>
    private static bool IsDeadLink(CheckContext context, FileDeviation deviation) =>
        deviation.Kind == FileDeviationKind.Missing
        && context.Snapshot.Tree.Folder(WorldPath.Parent(deviation.File.Path)) is { } folder
        && folder.TryFind(WorldPath.Name(deviation.File.Path), out var entry)
        && entry.Kind == FileKind.Link;

    private static string Describe(FileDeviation deviation)
    {
        var (file, kind) = (deviation.File, deviation.Kind);
        var sizes =
            file.Row.Size < 0 ? string.Create(CultureInfo.InvariantCulture, $"{file.Size:N0} bytes")
            : file.SizeDiffers
                ? string.Create(CultureInfo.InvariantCulture, $"{file.Size:N0} bytes, RECORD says {file.Row.Size:N0}")
            : "the hash is not the one in RECORD";
        return Shown(deviation)
            + ": "
            + kind switch
            {
                FileDeviationKind.Missing => "missing",
                FileDeviationKind.NotAFile => "a folder or device lies in its place",
                FileDeviationKind.AllZero => "only zero bytes, " + sizes,
                FileDeviationKind.CutOff => "ends before its own headers say; " + sizes,
                FileDeviationKind.HtmlPage => "a page of HTML, as servers and proxies send it in place of a file; "
                    + sizes,
                FileDeviationKind.NotNative => "begins with no header of a library; " + sizes,
                FileDeviationKind.RecordChanged => "as in the wheel; " + sizes,
                FileDeviationKind.LfsPointer => "a git-lfs pointer; " + sizes,
                FileDeviationKind.LineEndings => "other line ends; " + sizes,
                FileDeviationKind.Stripped => "whole, without its symbol table; " + sizes,
                _ => sizes,
            };
    }
}
