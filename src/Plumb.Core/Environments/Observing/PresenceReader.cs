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
        foreach (var row in distribution.Files)
        {
            var file = row;
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

            file = Observe(file, listing, name);
            files.Add(file.Presence == Presence.Missing ? ObserveInTarget(distribution.Site, file) : file);
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

    /// <summary>
    /// <c>pip install --target</c> installs under another layout and then moves everything into one folder, so that rows which go up
    /// and down again (<c>../../bin/x</c>) mean <c>bin/x</c> of that folder.
    /// </summary>
    private RecordedFile ObserveInTarget(SiteFolder site, RecordedFile file)
    {
        var relative = file.Row.Path.AsSpan();
        if (!relative.StartsWith("../"))
        {
            return file;
        }

        while (relative.StartsWith("../"))
        {
            relative = relative[3..];
        }

        var path = WorldPath.Join(site.Path, relative.ToString());
        return
            tree.Folder(WorldPath.Parent(path)) is { } folder
            && folder.TryFind(WorldPath.Name(path), out var entry)
            && entry.Kind == FileKind.File
            ? file with
            {
                Path = path,
                Presence = Presence.File,
                Size = entry.Size,
            }
            : file;
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
        ByteCode.IsName(name) || folder.EndsWith("/__pycache__", StringComparison.Ordinal);
}
