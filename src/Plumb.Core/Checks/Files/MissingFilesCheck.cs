using System.Collections.Immutable;
using Plumb.Checks.Ownership;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;

namespace Plumb.Checks.Files;

/// <summary>Files that RECORD names and that are not there, one finding a distribution.</summary>
public sealed class MissingFilesCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [FileRules.Missing];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var removals = BrokenByRemoval.Of(context);
        var renamed = RenamedFolder.Of(context);
        foreach (var (distribution, files) in context.Deviations.All)
        {
            var removal = removals.FirstOrDefault(r => r.Distribution.Location == distribution.Location);
            var missing = files
                .Where(f => f.Kind is FileDeviationKind.Missing or FileDeviationKind.NotAFile)
                .Where(f => removal is null || !removal.Explains(f))
                .ToList();
            if (missing.Count > 0 && !distribution.Site.IsDistributionManaged)
            {
                var finding = Judge(context, distribution, missing) with { IsConsequence = removal is not null };
                var moved = renamed.Where(r => r.Distribution.Location == distribution.Location).ToList();
                yield return moved.Count == 0
                    ? new Judgement(finding, DeviationFindings.Fixes(context, distribution, missing))
                    : new Judgement(
                        finding with
                        {
                            Message =
                                $"{WorldPath.Name(moved[0].Recorded)} was given another name: its files lie in {WorldPath.Name(moved[0].Found)}. What imports it fails.",
                        },
                        [NameAgain(context, moved), .. DeviationFindings.Fixes(context, distribution, missing)]
                    );
            }
        }
    }

    private static ProposedFix NameAgain(CheckContext context, List<RenamedFolder> moved) =>
        new(
            moved.Count == 1 ? "give the folder its name again" : "give the folders their names again",
            [.. moved.Select(m => context.Commands.Move(m.Found, m.Recorded))],
            moved.Count,
            null
        );

    private static Finding Judge(CheckContext context, InstalledDistribution distribution, List<FileDeviation> missing)
    {
        var match = RecordMatch.Of(distribution);
        var isGone = match is { Present: 0, Rows: > 0 };
        var needed = missing.Where(f => f.Role is FileRole.Code or FileRole.Library).ToList();
        return DeviationFindings.Of(
            FileRules.Missing,
            SeverityOf(missing),
            distribution,
            missing,
            isGone
                    ? $"{distribution.Label} is half-removed: its metadata is there, but none of its {Prose.Count(match.Rows, "file")} is."
                : missing.Count == 1 ? $"{distribution.Label} lacks {DeviationFindings.Shown(missing[0])}."
                : needed.Count > 0
                    ? $"{distribution.Label} lacks {Prose.Count(missing.Count, "file")}, among them {DeviationFindings.Names(needed)}."
                : $"{distribution.Label} lacks {Prose.Count(missing.Count, "file")}: {DeviationFindings.Names(missing)}.",
            isGone
                ? "pip and uv take it for installed and will not install it again unless they are told to."
                : Consequence(context.Snapshot, needed, missing)
        );
    }

    private static Severity SeverityOf(List<FileDeviation> missing) =>
        missing.Any(f => f.Role is FileRole.Code or FileRole.Library) ? Severity.Error
        : missing.Any(f => f.Role is FileRole.Script or FileRole.Certificates or FileRole.Other) ? Severity.Warning
        : Severity.Info;

    private static string Consequence(
        EnvironmentSnapshot snapshot,
        List<FileDeviation> needed,
        List<FileDeviation> missing
    )
    {
        var package = needed.FirstOrDefault(f =>
            f.File.Row.Path.EndsWith("/__init__.py", StringComparison.Ordinal)
            && snapshot.Tree.Folder(WorldPath.Parent(f.File.Path)) is { Entries.IsEmpty: false }
        );
        if (package is not null)
        {
            var name = WorldPath.Parent(package.File.Row.Path).Replace('/', '.');
            return $"Without {package.File.Row.Path} the folder is an empty namespace package: "
                + $"\"import {name}\" succeeds, and nothing is in it.";
        }

        var libraries = needed.Count(f => f.Role == FileRole.Library);
        return libraries > 0 && libraries == needed.Count
                ? "The extension modules that need these libraries cannot be loaded."
            : needed.Count > 0 ? "What imports them fails."
            : missing.Any(f => f.Role == FileRole.Script) ? "The commands are gone; importing still works."
            : missing.Any(f => f.Role is FileRole.Other or FileRole.Certificates)
                ? "Importing works; what reads these files fails."
            : "Nothing that runs needs them.";
    }
}
