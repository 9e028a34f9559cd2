using System.Collections.Frozen;
using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks;

/// <summary>Deletes paths from a tree of names.</summary>
internal static class FileTreeEdits
{
    /// <summary>True when the path or a folder above it is in the set.</summary>
    public static bool IsGone(string path, HashSet<string> deleted)
    {
        for (var at = path; at.Length > 1; at = WorldPath.Parent(at))
        {
            if (deleted.Contains(at))
            {
                return true;
            }

            if (at == WorldPath.Parent(at))
            {
                break;
            }
        }

        return false;
    }

    /// <summary>The tree without the paths, what lies below them, and the folders that become empty by it, as uninstallers leave it.</summary>
    public static FileTree Without(FileTree tree, HashSet<string> deleted)
    {
        var folders = tree.Folders.Where(f => !IsGone(f.Key, deleted)).ToDictionary(StringComparer.Ordinal);
        var queue = new Queue<string>(deleted);
        while (queue.TryDequeue(out var path))
        {
            var parent = WorldPath.Parent(path);
            if (!folders.TryGetValue(parent, out var listing))
            {
                continue;
            }

            var entries = listing.Entries.RemoveAll(e => deleted.Contains(WorldPath.Join(parent, e.Name)));
            if (entries.Length == listing.Entries.Length)
            {
                continue;
            }

            folders[parent] = listing with { Entries = entries };
            if (entries.All(e => e.Kind == FileKind.Directory && e.Name == "__pycache__"))
            {
                folders.Remove(parent);
                deleted.Add(parent);
                queue.Enqueue(parent);
            }
        }

        return tree with
        {
            Folders = folders.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }
}
