using System.Collections.Immutable;
using System.Text;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>
/// Reads dpkg's lists of files (<c>/var/lib/dpkg/info/*.list</c>, one path a line, folders among them; Debian Policy and dpkg's own sources)
/// for what has to lie in the folders of packages that belong to the system, where no RECORD tells. Diverted files lie elsewhere
/// (<c>/var/lib/dpkg/diversions</c>: three lines each, the first of which is the path).
/// </summary>
internal static class DpkgReader
{
    private const string Folder = "/var/lib/dpkg";
    private const int MostLists = 20_000;
    private const int MostBytes = 8 * 1024 * 1024;
    private const int MostMissing = 10_000;

    /// <summary>The listed files that are not there, by package and path.</summary>
    public static ImmutableArray<SystemPackageFile> Missing(
        FileWorld world,
        ImmutableArray<SiteFolder> sites,
        FileTree tree,
        CancellationToken cancellation
    )
    {
        var folders = sites
            .Where(s => s is { IsOwn: true, IsDistributionManaged: true })
            .Select(s => Encoding.UTF8.GetBytes(s.Path + "/"))
            .ToList();
        if (folders.Count == 0)
        {
            return [];
        }

        var lists = world
            .ListNames(Folder + "/info")
            .Where(e => !e.IsFolder && e.Name.EndsWith(".list", StringComparison.Ordinal))
            .Select(e => e.Name)
            .Order(StringComparer.Ordinal)
            .Take(MostLists);
        var diverted = Diverted(world);
        var missing = ImmutableArray.CreateBuilder<SystemPackageFile>();
        foreach (var list in lists)
        {
            cancellation.ThrowIfCancellationRequested();
            if (world.Read($"{Folder}/info/{list}", MostBytes) is not { Bytes: { } bytes })
            {
                continue;
            }

            var package = list[..^".list".Length].Split(':')[0];
            foreach (var path in Files(bytes, folders))
            {
                if (
                    missing.Count < MostMissing
                    && !tree.IsUnread(path)
                    && !diverted.Contains(path)
                    && !tree.Exists(path)
                    && world.TroubleAt(path) == FileFailure.NotFound
                    && !world.TryLinkStat(path, out _)
                )
                {
                    missing.Add(new SystemPackageFile(package, path));
                }
            }
        }

        return missing.DrainToImmutable();
    }

    /// <summary>Lines below one of the folders. A folder's line stands before those of what lies in it, and is left out.</summary>
    private static List<string> Files(ReadOnlySpan<byte> bytes, List<byte[]> folders)
    {
        var files = new List<string>();
        foreach (var range in bytes.Split((byte)'\n'))
        {
            var line = bytes[range];
            if (!IsBelow(line, folders))
            {
                continue;
            }

            var path = Encoding.UTF8.GetString(line);
            if (files.Count > 0 && path.StartsWith(files[^1] + "/", StringComparison.Ordinal))
            {
                files.RemoveAt(files.Count - 1);
            }

            files.Add(path);
        }

        return files;
    }

    private static bool IsBelow(ReadOnlySpan<byte> line, List<byte[]> folders)
    {
        foreach (var folder in folders)
        {
            if (line.Length > folder.Length && line.StartsWith(folder))
            {
                return true;
            }
        }

        return false;
    }

    private static HashSet<string> Diverted(FileWorld world)
    {
        var lines = world.Read(Folder + "/diversions", MostBytes) is { Bytes: { } bytes }
            ? Encoding.UTF8.GetString(bytes).Split('\n')
            : [];
        return lines.Where((_, i) => i % 3 == 0).ToHashSet(StringComparer.Ordinal);
    }
}
