using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Cli.Rendering;
using Plumb.Environments;

namespace Plumb.Cli.Commands;

/// <summary>Turns what the core saw into the lists that scripts read.</summary>
internal static class VerdictOf
{
    /// <summary>All lists in a fixed order.</summary>
    public static EnvironmentVerdict Result(CheckResult result) =>
        new(Conflicts(result), Missing(result.Snapshot), Different(result.Snapshot), Overlaps(result));

    private static ImmutableArray<ConflictFacts> Conflicts(CheckResult result) =>
        [
            .. result
                .Requirements.Edges.Where(e => e.State is RequirementState.Missing or RequirementState.WrongVersion)
                .Select(e => new ConflictFacts(
                    e.From.Name,
                    e.From.VersionText,
                    e.Source.Text,
                    e.State == RequirementState.Missing ? "missing" : "mismatch",
                    e.Installed?.VersionText,
                    e.Extra
                )),
        ];

    private static ImmutableArray<FileFacts> Missing(EnvironmentSnapshot snapshot) =>
        [
            .. snapshot.Distributions.SelectMany(d =>
                d.Files.Where(f => f.Presence is Presence.Missing or Presence.NotAFile)
                    .Select(f => new FileFacts(FolderName(d), f.Row.Path))
            ),
        ];

    private static ImmutableArray<DifferenceFacts> Different(EnvironmentSnapshot snapshot) =>
        [
            .. snapshot.Distributions.SelectMany(d =>
                d.Files.Where(f => f.SizeDiffers || HashDiffers(snapshot, f) == true)
                    .Select(f => new DifferenceFacts(
                        FolderName(d),
                        f.Row.Path,
                        f.Row.Size < 0 ? null : f.Row.Size,
                        f.Size,
                        HashDiffers(snapshot, f)
                    ))
            ),
        ];

    private static bool? HashDiffers(EnvironmentSnapshot snapshot, RecordedFile file) =>
        file.Presence == Presence.File
        && file.Row.Hash is { } hash
        && snapshot.Contents.TryGetValue(file.Path, out var facts)
        && facts.Digest is { } digest
            ? digest != hash
            : null;

    private static ImmutableArray<OverlapFacts> Overlaps(CheckResult result) =>
        [
            .. result
                .Ownership.Shared.GroupBy(
                    s =>
                        string.Join(
                            '\n',
                            s.Value.Select(c => FolderName(c.Distribution))
                                .Distinct(StringComparer.Ordinal)
                                .Order(StringComparer.Ordinal)
                        ),
                    StringComparer.Ordinal
                )
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new OverlapFacts(
                    [.. g.Key.Split('\n')],
                    [.. g.Select(s => s.Key).Order(StringComparer.Ordinal)]
                )),
        ];

    /// <summary>"numpy-2.2.6": the metadata folder's name without its ending, which tells two versions of one project apart.</summary>
    private static string FolderName(InstalledDistribution distribution)
    {
        var name = Plumb.Files.WorldPath.Name(distribution.Location);
        return name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : name;
    }
}
