using Plumb.Environments;
using Plumb.Files;
using Plumb.Metadata;
using Plumb.Metadata.Record;
using Plumb.Python;

namespace Plumb.Checks;

/// <summary>Changes made on a snapshot, so that a fix can be tried before it is offered.</summary>
public static class SnapshotEdits
{
    /// <summary>
    /// The distribution in another version, whole, or put there when it is absent. What that version itself requires cannot be known
    /// without an index; it is taken to require what the present one does.
    /// </summary>
    public static EnvironmentSnapshot SetVersion(EnvironmentSnapshot snapshot, PackageName name, PythonVersion version)
    {
        var present = snapshot.Distributions.FirstOrDefault(d => d.Key == name && !d.IsHidden);
        if (present is not null)
        {
            return Replace(
                snapshot,
                present,
                Whole(present) with
                {
                    Version = version,
                    VersionText = version.ToString(),
                }
            );
        }

        if (snapshot.Sites.FirstOrDefault(s => s.IsOwn) is not { } site)
        {
            return snapshot;
        }

        var location = WorldPath.Join(site.Path, $"{name.Normalized.Replace('-', '_')}-{version}.dist-info");
        var added = new InstalledDistribution
        {
            Name = name.Normalized,
            Key = name,
            Version = version,
            VersionText = version.ToString(),
            Format = DistributionFormat.DistInfo,
            Location = location,
            Site = site,
            MetadataPath = WorldPath.Join(location, "METADATA"),
            Metadata = new CoreMetadata { Name = name.Normalized, Version = version.ToString() },
            RecordState = RecordState.Read,
        };
        return snapshot with { Distributions = snapshot.Distributions.Add(added with { Files = [Itself(added)] }) };
    }

    /// <summary>The distribution as if its wheel had just been written: every file there as RECORD says, over those of others.</summary>
    public static EnvironmentSnapshot Reinstall(EnvironmentSnapshot snapshot, string location) =>
        snapshot.Distributions.FirstOrDefault(d => d.Location == location) is { } present
            ? Replace(snapshot, present, Whole(present))
            : snapshot;

    /// <summary>The distribution with its metadata folder under another name, as its own RECORD may already name it.</summary>
    public static EnvironmentSnapshot RenameMetadata(EnvironmentSnapshot snapshot, string location, string renamed)
    {
        RecordedFile Found(RecordedFile file) =>
            file.Presence == Presence.Missing && WorldPath.IsWithin(file.Path, renamed)
                ? file with
                {
                    Presence = Presence.File,
                    Size = Math.Max(file.Row.Size, 0),
                }
                : file;
        return DeletePaths(
            snapshot with
            {
                Distributions =
                [
                    .. snapshot.Distributions.Select(d =>
                        d.Location != location
                            ? d
                            : d with
                            {
                                Location = renamed,
                                MetadataPath = WorldPath.Join(renamed, WorldPath.Name(d.MetadataPath)),
                                Files = [.. d.Files.Select(Found)],
                            }
                    ),
                ],
            },
            [location]
        );
    }

    /// <summary>Without some lines of a distribution's RECORD.</summary>
    public static EnvironmentSnapshot WithoutRows(
        EnvironmentSnapshot snapshot,
        string location,
        IReadOnlyCollection<int> lines
    ) =>
        snapshot with
        {
            Distributions =
            [
                .. snapshot.Distributions.Select(d =>
                    d.Location == location ? d with { Files = d.Files.RemoveAll(f => lines.Contains(f.Row.Line)) } : d
                ),
            ],
        };

    /// <summary>Without the distribution, its metadata folder and the files that it claims; others that claim them too miss them.</summary>
    public static EnvironmentSnapshot Remove(EnvironmentSnapshot snapshot, string location)
    {
        var kept = snapshot.Distributions.RemoveAll(d => d.Location == location);
        var removed = snapshot.Distributions.FirstOrDefault(d => d.Location == location);
        if (removed is null)
        {
            return snapshot;
        }

        var gone = removed.Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        var shown = kept.Select(d => d.Files.Any(f => gone.Contains(f.Path)) ? WithMissing(d, gone) : d).ToList();
        var name = removed.Key;
        if (!shown.Any(d => d.Key == name && !d.IsHidden) && shown.FindIndex(d => d.Key == name) is >= 0 and var next)
        {
            shown[next] = shown[next] with { IsHidden = false };
        }

        var claimed = kept.SelectMany(d => d.Files).Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        gone.ExceptWith(claimed);
        return DeletePaths(snapshot with { Distributions = [.. shown] }, [location, .. gone]);
    }

    /// <summary>Without the paths and what lies below them, and without folders that become empty by it.</summary>
    public static EnvironmentSnapshot DeletePaths(
        EnvironmentSnapshot snapshot,
        params IReadOnlyCollection<string> paths
    )
    {
        var set = paths.ToHashSet(StringComparer.Ordinal);
        return snapshot with
        {
            Tree = FileTreeEdits.Without(snapshot.Tree, set),
            Extensions = snapshot.Extensions.Without(path => FileTreeEdits.IsGone(path, set)),
            Distributions =
            [
                .. snapshot
                    .Distributions.Where(d => !FileTreeEdits.IsGone(d.Location, set))
                    .Select(d => Without(d, set)),
            ],
            Leftovers = snapshot.Leftovers.RemoveAll(d => FileTreeEdits.IsGone(d.Location, set)),
            PthFiles = snapshot.PthFiles.RemoveAll(p => FileTreeEdits.IsGone(p.Path, set)),
            Scripts = snapshot.Scripts.RemoveAll(s => FileTreeEdits.IsGone(s.Path, set)),
        };
    }

    private static InstalledDistribution Without(InstalledDistribution distribution, HashSet<string> deleted)
    {
        var entries = distribution.MetadataEntries.RemoveAll(e =>
            deleted.Contains(WorldPath.Join(distribution.Location, e.Name))
        );
        return entries.Length == distribution.MetadataEntries.Length
            ? distribution
            : distribution with
            {
                MetadataEntries = entries,
            };
    }

    private static EnvironmentSnapshot Replace(
        EnvironmentSnapshot snapshot,
        InstalledDistribution old,
        InstalledDistribution changed
    )
    {
        // Files that another distribution claims too are overwritten: the other's copy is gone.
        var written = changed
            .Files.DistinctBy(f => f.Path, StringComparer.Ordinal)
            .ToDictionary(f => f.Path, f => f, StringComparer.Ordinal);
        var distributions = snapshot.Distributions.Select(d =>
            d.Location == old.Location ? changed
            : d.Files.Any(f => written.ContainsKey(f.Path)) ? WithOverwritten(d, written)
            : d
        );
        var contents = snapshot.Contents.Where(c => !written.ContainsKey(c.Key));
        return snapshot with
        {
            Distributions = [.. distributions],
            Contents = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(contents, StringComparer.Ordinal),
        };
    }

    private static InstalledDistribution Whole(InstalledDistribution distribution) =>
        distribution with
        {
            Files = distribution is { Format: DistributionFormat.DistInfo, Files.IsEmpty: true }
                ? [Itself(distribution)]
                :
                [
                    .. distribution.Files.Select(f =>
                        f.Presence == Presence.ByteCode
                            ? f
                            : f with
                            {
                                Presence = Presence.File,
                                Size = Math.Max(f.Row.Size, 0),
                            }
                    ),
                ],
            Metadata = distribution.Metadata is { Name.Length: > 0, Version.Length: > 0 } metadata
                ? metadata
                : new CoreMetadata { Name = distribution.Name, Version = distribution.VersionText },
            MetadataFailure = FileFailure.None,
            MetadataError = null,
            RecordState =
                distribution.Format == DistributionFormat.DistInfo ? RecordState.Read : RecordState.NotExpected,
            RecordFailure = FileFailure.None,
            RecordProblems = [],
        };

    /// <summary>The one row that every RECORD has: its own.</summary>
    private static RecordedFile Itself(InstalledDistribution distribution) =>
        new(
            new RecordRow($"{WorldPath.Name(distribution.Location)}/RECORD", null, null, -1, 1),
            WorldPath.Join(distribution.Location, "RECORD"),
            Presence.File,
            0
        );

    private static InstalledDistribution WithMissing(InstalledDistribution distribution, HashSet<string> gone) =>
        distribution with
        {
            Files =
            [
                .. distribution.Files.Select(f =>
                    gone.Contains(f.Path) ? f with { Presence = Presence.Missing, Size = 0 } : f
                ),
            ],
        };

    private static InstalledDistribution WithOverwritten(
        InstalledDistribution distribution,
        Dictionary<string, RecordedFile> written
    ) =>
        distribution with
        {
            Files =
            [
                .. distribution.Files.Select(f =>
                    written.TryGetValue(f.Path, out var by) ? f with { Presence = Presence.File, Size = by.Size } : f
                ),
            ],
        };
}
