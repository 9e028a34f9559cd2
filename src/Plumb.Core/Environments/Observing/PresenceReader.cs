using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>
/// Finds out what lies at the path of each RECORD row: from the tree where that is sure, else by asking the file system
/// (links, folders outside the tree, names that differ by case where the system does not care).
/// </summary>
internal sealed class PresenceReader(FileWorld world, FileTree tree)
{
    private readonly ConcurrentDictionary<string, DirectoryListing> _outside = new(StringComparer.Ordinal);

    public InstalledDistribution Read(InstalledDistribution distribution)
    {
        if (distribution.Files.IsEmpty)
        {
            return distribution;
        }

        var files = ImmutableArray.CreateBuilder<RecordedFile>(distribution.Files.Length);
        var folders = tree.Folders.GetAlternateLookup<ReadOnlySpan<char>>();
        DirectoryListing? listing = null;
        foreach (var file in distribution.Files)
        {
            var slash = file.Path.LastIndexOf('/');
            var folder = file.Path.AsSpan(0, Math.Max(slash, 0));
            var name = file.Path.AsSpan(slash + 1);
            if (IsByteCode(folder, name))
            {
                files.Add(file with { Presence = Presence.ByteCode });
                continue;
            }

            if (listing is null || !folder.SequenceEqual(listing.Path))
            {
                if (!folders.TryGetValue(folder, out listing))
                {
                    listing = Outside(folder.ToString());
                }
            }

            files.Add(Observe(file, listing, name));
        }

        return distribution with
        {
            Files = files.DrainToImmutable(),
        };
    }

    private RecordedFile Observe(RecordedFile file, DirectoryListing listing, ReadOnlySpan<char> name)
    {
        if (listing.TryFind(name, out var entry) && entry.Kind == FileKind.File)
        {
            return file with { Presence = Presence.File, Size = entry.Size };
        }

        if (!world.TryStat(file.Path, out var status))
        {
            return file with { Presence = Presence.Missing };
        }

        return status.Kind == FileKind.File
            ? file with
            {
                Presence = Presence.File,
                Size = status.Size,
            }
            : file with
            {
                Presence = Presence.NotAFile,
            };
    }

    private DirectoryListing Outside(string folder)
    {
        // A RECORD may name paths all over the disk: a listing is worth it only below the prefix, else one question a file.
        return _outside.GetOrAdd(
            folder,
            static (path, w) =>
                w.IsDirectory(path) && path.Count('/') > 2 && !path.StartsWith("/proc", StringComparison.Ordinal)
                    ? w.List(path)
                    : new DirectoryListing(path, FileFailure.NotFound, []),
            world
        );
    }

    private static bool IsByteCode(ReadOnlySpan<char> folder, ReadOnlySpan<char> name) =>
        name.EndsWith(".pyc", StringComparison.Ordinal)
        || name.EndsWith(".pyo", StringComparison.Ordinal)
        || folder.EndsWith("/__pycache__", StringComparison.Ordinal);
}
