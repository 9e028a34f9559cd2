using System.Collections.Immutable;
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

        foreach (var (path, kind) in UnrecordedLibraries(context))
        {
            yield return Judge(context, path, kind);
        }
    }

    private static Finding Judge(InstalledDistribution distribution, List<FileDeviation> damaged)
    {
        var needed = damaged.Any(f => f.Role is FileRole.Code or FileRole.Library);
        var isProgram = damaged.Any(f => f.Role == FileRole.Script);
        var what =
            damaged.Count == 1
                ? $"{DeviationFindings.Shown(damaged[0])} is {Word(damaged[0].Kind)}"
                : $"{Prose.Count(damaged.Count, "file")} are damaged: {DeviationFindings.Names(damaged, 2)}";
        return DeviationFindings.Of(
            FileRules.Damaged,
            needed || isProgram ? Severity.Error
                : damaged.Any(f => f.Role is not (FileRole.Unneeded or FileRole.Metadata)) ? Severity.Warning
                : Severity.Info,
            distribution,
            damaged,
            $"{distribution.Label}: {what}.",
            needed ? "What imports it fails. A full disk, an interrupted copy or a broken download does this."
                : isProgram
                    ? "The command cannot be started. A full disk, an interrupted copy or a broken download does this."
                : "A full disk, an interrupted copy or a broken download does this."
        );
    }

    private static string Word(FileDeviationKind kind) =>
        kind switch
        {
            FileDeviationKind.Empty => "empty",
            FileDeviationKind.AllZero => "full of zeros",
            FileDeviationKind.HtmlPage => "a page of HTML",
            FileDeviationKind.NotNative => "no native library",
            _ => "cut off",
        };

    /// <summary>Native files that no RECORD describes and that cannot be loaded: no bytes at all, only zeros, or fewer than their headers name.</summary>
    private static IEnumerable<(string Path, FileDeviationKind Kind)> UnrecordedLibraries(CheckContext context)
    {
        var snapshot = context.Snapshot;
        var empty =
            from folder in snapshot.Tree.Folders
            from entry in folder.Value.Entries
            where entry is { Kind: FileKind.File, Size: 0 } && NativeFileName.IsLibrary(entry.Name)
            select (Path: WorldPath.Join(folder.Key, entry.Name), Kind: FileDeviationKind.Empty);
        var broken =
            from content in snapshot.Contents
            where content.Value.IsCutOff || content.Value.IsAllZero
            where NativeFileName.IsLibrary(WorldPath.Name(content.Key))
            select (
                Path: content.Key,
                Kind: content.Value.IsCutOff ? FileDeviationKind.CutOff : FileDeviationKind.AllZero
            );
        return empty
            .Concat(broken)
            .Where(f => !context.Ownership.IsOwned(f.Path) && IsLookedAt(snapshot, f.Path))
            .OrderBy(f => f.Path, StringComparer.Ordinal);
    }

    /// <summary>What pip moved aside is a leftover, whatever its state; what nobody installed on PYTHONPATH is its owner's own business.</summary>
    private static bool IsLookedAt(EnvironmentSnapshot snapshot, string path) =>
        snapshot.Sites.Any(s =>
            s is { IsOwn: true, MayDeleteUnowned: true }
            && path.Length > s.Path.Length + 1
            && WorldPath.IsWithin(path, s.Path)
            && path[s.Path.Length + 1] != '~'
        );

    private static bool IsOfTheSystem(CheckContext context, string path) =>
        context.Snapshot.Sites.Any(s => s.IsDistributionManaged && WorldPath.IsWithin(path, s.Path));

    private static Judgement Judge(CheckContext context, string path, FileDeviationKind kind)
    {
        var size =
            context.Snapshot.Tree.Folder(WorldPath.Parent(path)) is { } folder
            && folder.TryFind(WorldPath.Name(path), out var entry)
                ? entry.Size
                : 0;
        return new Finding
        {
            Rule = FileRules.Damaged,
            Severity = Severity.Error,
            Title = $"{WorldPath.Name(path)} is {Word(kind)}, and no RECORD names it.",
            Message = IsOfTheSystem(context, path)
                ? $"It cannot be loaded. \"dpkg -S {path}\" names the package of the system to install again."
                : "It cannot be loaded. Install the distribution again that it belongs to.",
            Subject = new Subject(SubjectKind.File, path),
            Location = new Location(path),
            Evidence = [new Evidence(Prose.Count(size, "byte"), path)],
            Cause = "damaged:" + path,
        };
    }
}
