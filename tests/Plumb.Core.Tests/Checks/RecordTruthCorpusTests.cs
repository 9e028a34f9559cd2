using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Checks;
using Plumb.Core.Tests.Corpus;
using Plumb.Environments;
using Plumb.Files;
using Xunit;

namespace Plumb.Core.Tests.Checks;

/// <summary>
/// What was recorded of RECORD and owners in real environments: missing files, sizes, hashes, files of nobody, leftovers, overlaps.
/// The record counts second metadata folders and those that pip moved aside (<c>~name</c>) as distributions, names files by their rows
/// even where <c>--target</c> moved them, and cuts its lists at 80.
/// </summary>
public sealed class RecordTruthCorpusTests(SkeletonStore skeletons)
{
    /// <summary>Gigabytes of sparse libraries are not hashed: their contents are not recorded anyway.</summary>
    private const long MostHashed = 300_000_000;

    public static TheoryData<string> Environments =>
        [.. SkeletonLibrary.Environments.Where(id => SkeletonLibrary.TruthOf(id) is not null)];

    [Theory]
    [MemberData(nameof(Environments))]
    public void Files_and_owners_are_as_recorded(string id)
    {
        var tree = skeletons.Shared(id);
        using var truth = tree.ReadTruth();
        Assert.NotNull(truth);
        var snapshot = SkeletonSnapshots.Observe(tree);
        if (snapshot.Distributions.Sum(d => d.Files.Sum(f => f.Size)) < MostHashed)
        {
            snapshot = SkeletonSnapshots.Observe(tree, Observation.Files | Observation.Hashes);
        }

        var all = snapshot
            .Distributions.Where(d => d.Site.IsOwn && d.Format == DistributionFormat.DistInfo)
            .Concat(snapshot.Leftovers)
            .ToImmutableArray();

        if (truth.RootElement.TryGetProperty("record", out var record))
        {
            CompareRecord(tree, snapshot, all, record);
        }

        CompareOverlaps(tree, snapshot, all, truth.RootElement.GetProperty("overlaps"));
    }

    private static void CompareRecord(
        SkeletonTree tree,
        EnvironmentSnapshot snapshot,
        ImmutableArray<InstalledDistribution> all,
        JsonElement record
    )
    {
        Assert.Equal(record.GetProperty("dists").GetInt32(), all.Length);
        Assert.Equal(record.GetProperty("rows").GetInt32(), all.Sum(d => d.Files.Length));
        Same(record, "no_record", all.Where(d => d.RecordState == RecordState.Missing).Select(FolderOf));
        Same(record, "no_metadata", all.Where(d => d.MetadataFailure != FileFailure.None).Select(FolderOf));
        Same(record, "missing", Rows(all, (d, f) => f.Presence == Presence.Missing || IsMoved(d, f)));
        var byteCode = all.SelectMany(d => d.Files).Count(f => f.Presence == Presence.ByteCode && f.Row.Size >= 0);
        Same(record, "size_differs", Rows(all, (d, f) => f.SizeDiffers && !IsMoved(d, f)), byteCode);
        SameHashes(tree, snapshot, all, record);
        Same(record, "extra_files", ExtraFiles(snapshot, all));
        Same(record, "leftover_dirs", LeftoverFolders(snapshot));
    }

    private static void CompareOverlaps(
        SkeletonTree tree,
        EnvironmentSnapshot snapshot,
        ImmutableArray<InstalledDistribution> all,
        JsonElement overlaps
    )
    {
        var unmoved = all.Select(d => d with { Files = [.. d.Files.Select(f => AsWritten(d, f))] });
        var found = FileOwnership
            .Of(snapshot with { Distributions = [.. unmoved] })
            .Shared.GroupBy(
                s => string.Join(" + ", s.Value.Select(c => NameOf(c.Distribution)).Order(StringComparer.Ordinal)),
                StringComparer.Ordinal
            )
            .ToDictionary(g => g.Key, g => g.Select(s => s.Key).ToList(), StringComparer.Ordinal);
        Assert.Equal(
            overlaps
                .EnumerateObject()
                .Select(o => $"{o.Name}: {o.Value.GetProperty("count")}")
                .Order(StringComparer.Ordinal),
            found.Select(o => $"{o.Key}: {o.Value.Count}").Order(StringComparer.Ordinal)
        );
        foreach (var overlap in overlaps.EnumerateObject())
        {
            Assert.Subset(
                found[overlap.Name].ToHashSet(StringComparer.Ordinal),
                overlap
                    .Value.GetProperty("examples")
                    .EnumerateArray()
                    .Select(e => WorldPath.Normalize(WorldPath.Join(tree.Prefix, e.GetString()!)))
                    .ToHashSet(StringComparer.Ordinal)
            );
        }
    }

    private static void SameHashes(
        SkeletonTree tree,
        EnvironmentSnapshot snapshot,
        ImmutableArray<InstalledDistribution> all,
        JsonElement record
    )
    {
        bool CanBeChecked(RecordedFile file) =>
            file.Presence == Presence.File && file.Row.Hash is not null && !tree.Holes.Contains(file.Path);
        var checkable = Rows(all, (_, f) => CanBeChecked(f)).ToHashSet(StringComparer.Ordinal);
        var found = Rows(
            all,
            (d, f) =>
                CanBeChecked(f)
                && !IsMoved(d, f)
                && DigestOf(tree, snapshot, d, f) is { } digest
                && digest != f.Row.Hash
        );
        var list = record.GetProperty("hash_differs");
        var expected = Names(list).Where(checkable.Contains).ToList();
        if (record.GetProperty("hash_differs_count").GetInt32() == list.GetArrayLength())
        {
            Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        }
        else
        {
            Assert.Subset(found.ToHashSet(StringComparer.Ordinal), expected.ToHashSet(StringComparer.Ordinal));
        }
    }

    /// <summary>What was observed to differ; what was not hashed is hashed here.</summary>
    private static Sha256Digest? DigestOf(
        SkeletonTree tree,
        EnvironmentSnapshot snapshot,
        InstalledDistribution distribution,
        RecordedFile file
    ) =>
        snapshot.Contents.GetValueOrDefault(file.Path)?.Digest
        ?? (
            snapshot.Observed.HasFlag(Observation.Hashes) && !FolderOf(distribution).StartsWith('~')
                ? null
                : Sha256Hasher.Hash(tree.World.Read(file.Path, int.MaxValue).Bytes)
        );

    /// <param name="record">The record.</param>
    /// <param name="name">Which list of it.</param>
    /// <param name="found">What was found.</param>
    /// <param name="unseen">So many more may be recorded: byte code, which some wheels list with a hash, is not in the trees.</param>
    private static void Same(JsonElement record, string name, IEnumerable<string> found, int unseen = 0)
    {
        var mine = found.Order(StringComparer.Ordinal).ToList();
        var list = Names(record.GetProperty(name)).ToList();
        var count =
            name == "extra_files" ? record.GetProperty("extra_count").GetInt32()
            : record.TryGetProperty(name + "_count", out var whole) ? whole.GetInt32()
            : list.Count;
        if (count == list.Count)
        {
            Assert.Equal(list.Order(StringComparer.Ordinal), mine);
        }
        else
        {
            Assert.InRange(count - mine.Count, 0, unseen);
            Assert.Subset(
                mine.ToHashSet(StringComparer.Ordinal),
                list.Where(n => unseen == 0 || !n.EndsWith(".pyc", StringComparison.Ordinal))
                    .ToHashSet(StringComparer.Ordinal)
            );
        }
    }

    /// <summary>A string, or the distribution and the path of a longer row.</summary>
    private static IEnumerable<string> Names(JsonElement list) =>
        list.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? e.GetString()! : $"{e[0]} {e[1]}");

    private static List<string> Rows(
        IEnumerable<InstalledDistribution> all,
        Func<InstalledDistribution, RecordedFile, bool> takes
    ) =>
        [
            .. from d in all
            from f in d.Files
            where f.Presence != Presence.ByteCode && takes(d, f)
            select $"{NameOf(d)} {f.Row.Path}",
        ];

    private static string FolderOf(InstalledDistribution distribution) => WorldPath.Name(distribution.Location);

    private static string NameOf(InstalledDistribution distribution) => FolderOf(distribution)[..^".dist-info".Length];

    /// <summary>What the row says, before <c>--target</c>'s move is taken into account.</summary>
    private static string PathOf(InstalledDistribution distribution, RecordedFile file) =>
        WorldPath.Normalize(WorldPath.Join(distribution.Site.Path, file.Row.Path));

    /// <summary>The place that the row names; byte code that a wheel lists with a hash counts as a file in the record.</summary>
    private static RecordedFile AsWritten(InstalledDistribution distribution, RecordedFile file) =>
        file with
        {
            Path = PathOf(distribution, file),
            Presence = file is { Presence: Presence.ByteCode, Row.Hash: not null } ? Presence.File : file.Presence,
        };

    private static bool IsMoved(InstalledDistribution distribution, RecordedFile file) =>
        file.Path != PathOf(distribution, file);

    private static IEnumerable<string> ExtraFiles(
        EnvironmentSnapshot snapshot,
        ImmutableArray<InstalledDistribution> all
    )
    {
        var owned = all.SelectMany(d => d.Files.Select(f => PathOf(d, f))).ToHashSet(StringComparer.Ordinal);
        return from site in snapshot.Sites
            from folder in snapshot.Tree.Folders
            where WorldPath.IsWithin(folder.Key, site.Path)
            from entry in folder.Value.Entries
            where entry.Kind == FileKind.File && !entry.Name.EndsWith(".pyc", StringComparison.Ordinal)
            let path = WorldPath.Join(folder.Key, entry.Name)
            where !owned.Contains(path)
            select WorldPath.Relative(path, site.Path);
    }

    private static IEnumerable<string> LeftoverFolders(EnvironmentSnapshot snapshot) =>
        from site in snapshot.Sites
        from entry in snapshot.Tree.Folder(site.Path)?.Entries ?? []
        where entry.Name.StartsWith('~')
        select entry.Name;
}
