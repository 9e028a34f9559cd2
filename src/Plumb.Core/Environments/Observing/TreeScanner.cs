using System.Collections.Concurrent;
using System.Collections.Frozen;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>Lists folders in parallel, each once, without following links. Byte-code folders are skipped.</summary>
internal static class TreeScanner
{
    /// <summary>Beyond this many names the tree is called incomplete: memory stays bounded on a disk that is no environment.</summary>
    public const int MostEntries = 4_000_000;

    /// <summary>Lists everything below the roots.</summary>
    public static FileTree Scan(FileWorld world, IEnumerable<string> roots, CancellationToken cancellation)
    {
        var folders = new ConcurrentDictionary<string, DirectoryListing>(StringComparer.Ordinal);
        var level = roots.Distinct(StringComparer.Ordinal).ToList();
        long entries = 0;
        var options = new ParallelOptions { CancellationToken = cancellation };
        while (level.Count > 0 && Interlocked.Read(ref entries) < MostEntries)
        {
            var next = new ConcurrentBag<string>();
            void Visit(string path)
            {
                var listing = world.List(path);
                folders[path] = listing;
                Interlocked.Add(ref entries, listing.Entries.Length);
                foreach (var entry in listing.Entries)
                {
                    if (entry.Kind == FileKind.Directory && entry.Name != "__pycache__")
                    {
                        next.Add(WorldPath.Join(path, entry.Name));
                    }
                }
            }

            if (level.Count < 4)
            {
                cancellation.ThrowIfCancellationRequested();
                level.ForEach(Visit);
            }
            else
            {
                Parallel.ForEach(level, options, Visit);
            }

            level = [.. next];
        }

        var unread = folders
            .Values.Where(f => f.Failure is not FileFailure.None and not FileFailure.NotFound)
            .OrderBy(f => f.Path, StringComparer.Ordinal);
        return new FileTree(folders.ToFrozenDictionary(StringComparer.Ordinal), [.. unread], level.Count == 0);
    }
}
