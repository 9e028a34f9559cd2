using System.Collections.Immutable;
using System.Globalization;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Files;

/// <summary>Files that are empty, full of zeros or cut off: of a distribution by its RECORD, of nobody by their own headers.</summary>
public sealed class DamagedFilesCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [FileRules.Damaged];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var (distribution, files) in context.Deviations.All)
        {
            var damaged = files.Where(f => f.IsDamage).ToList();
            if (damaged.Count > 0)
            {
                yield return new Judgement(
                    Judge(distribution, damaged),
                    DeviationFindings.Fixes(context, distribution, damaged)
                );
            }
        }

        foreach (var (path, entry) in UnrecordedLibraries(context))
        {
            yield return Judge(path, entry);
        }
    }

    private static Finding Judge(InstalledDistribution distribution, List<FileDeviation> damaged)
    {
        var needed = damaged.Any(f => f.Role is FileRole.Code or FileRole.Library);
        var what =
            damaged.Count == 1
                ? $"{damaged[0].File.Row.Path} is {Word(damaged[0].Kind)}"
                : $"{Prose.Count(damaged.Count, "file")} are damaged, {DeviationFindings.Names(damaged, 2)}";
        return DeviationFindings.Of(
            FileRules.Damaged,
            needed ? Severity.Error
                : damaged.Any(f => f.Role is not (FileRole.Unneeded or FileRole.Metadata)) ? Severity.Warning
                : Severity.Info,
            distribution,
            damaged,
            $"{distribution.Label}: {what}.",
            needed
                ? "What imports it fails. A full disk, an interrupted copy or a broken download does this."
                : "A full disk, an interrupted copy or a broken download does this."
        );
    }

    private static string Word(FileDeviationKind kind) =>
        kind switch
        {
            FileDeviationKind.Empty => "empty",
            FileDeviationKind.AllZero => "full of zeros",
            _ => "cut off",
        };

    /// <summary>Native files that no RECORD describes and that cannot be loaded: no bytes at all, or fewer than their headers name.</summary>
    private static IEnumerable<(string Path, DirectoryEntry Entry)> UnrecordedLibraries(CheckContext context)
    {
        var snapshot = context.Snapshot;
        return snapshot
            .Sites.Where(s => s.IsOwn && !s.IsDistributionManaged)
            .SelectMany(site =>
                snapshot.Tree.Folders.Where(f => WorldPath.IsWithin(f.Key, site.Path) && !IsLeftover(f.Key, site.Path))
            )
            .SelectMany(f => f.Value.Entries.Select(e => (Folder: f.Key, Entry: e)))
            .Where(f => f.Entry.Kind == FileKind.File && f.Entry.Size < ContentFacts.SmallBytes)
            .Where(f => FileRoles.IsNative(f.Entry.Name))
            .Select(f => (Path: WorldPath.Join(f.Folder, f.Entry.Name), f.Entry))
            .Where(f => !context.Ownership.IsOwned(f.Path))
            .Where(f =>
                f.Entry.Size == 0
                || snapshot.Contents.GetValueOrDefault(f.Path) is { IsCutOff: true } or { IsAllZero: true }
            )
            .OrderBy(f => f.Path, StringComparer.Ordinal);
    }

    private static bool IsLeftover(string folder, string site) =>
        folder.Length > site.Length + 1 && folder[site.Length + 1] == '~';

    private static Judgement Judge(string path, DirectoryEntry entry) =>
        new Finding
        {
            Rule = FileRules.Damaged,
            Severity = Severity.Error,
            Title = $"{WorldPath.Name(path)} is {(entry.Size == 0 ? "empty" : "cut off")}, and no RECORD names it.",
            Message = "It cannot be loaded. Install the distribution again that it belongs to.",
            Subject = new Subject(SubjectKind.File, path),
            Location = new Location(path),
            Evidence = [new Evidence(string.Create(CultureInfo.InvariantCulture, $"{entry.Size:N0} bytes"), path)],
            Cause = "damaged:" + path,
        };
}
