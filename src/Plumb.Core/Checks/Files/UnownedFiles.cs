using System.Collections.Immutable;
using Plumb.Checks.Metadata;
using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Files;

/// <summary>The files of one top-level entry of a site folder that no RECORD names.</summary>
/// <param name="Site">The site folder.</param>
/// <param name="Entry">The top-level name.</param>
/// <param name="Paths">The files, in ordinal order.</param>
/// <param name="IsWhole">No RECORD names anything below the entry.</param>
internal sealed record UnownedEntry(SiteFolder Site, string Entry, ImmutableArray<string> Paths, bool IsWhole);

/// <summary>
/// Finds files that belong to nobody. What installers and interpreters write without a row is left out, and so is what distributions
/// without a RECORD bring, as far as their names tell.
/// </summary>
internal static class UnownedFiles
{
    /// <summary>By site, then by name.</summary>
    public static ImmutableArray<UnownedEntry> Of(EnvironmentSnapshot snapshot, FileOwnership ownership)
    {
        if (!snapshot.Tree.IsComplete || snapshot.Installation.Kind == EnvironmentKind.Conda)
        {
            // conda keeps its own list of files, for packages that have no RECORD at all.
            return [];
        }

        var found = ImmutableArray.CreateBuilder<UnownedEntry>();
        foreach (var site in snapshot.Sites.Where(s => s is { IsOwn: true, IsDistributionManaged: false }))
        {
            var known = KnownNames(snapshot, site);
            var owned = OwnedEntries(ownership, site);
            var byEntry = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
            foreach (var path in FilesBelow(snapshot.Tree, site.Path))
            {
                var entry = Top(path, site.Path);
                if (!known.Contains(entry) && !IsHarmless(path, entry, site) && !ownership.IsOwned(path))
                {
                    (byEntry.TryGetValue(entry, out var paths) ? paths : byEntry[entry] = []).Add(path);
                }
            }

            foreach (var (entry, paths) in byEntry)
            {
                paths.Sort(StringComparer.Ordinal);
                found.Add(new UnownedEntry(site, entry, [.. paths], !owned.Contains(entry)));
            }
        }

        return found.DrainToImmutable();
    }

    private static IEnumerable<string> FilesBelow(FileTree tree, string site)
    {
        foreach (var (path, listing) in tree.Folders)
        {
            if (!WorldPath.IsWithin(path, site))
            {
                continue;
            }

            foreach (var entry in listing.Entries)
            {
                if (entry.Kind is FileKind.File or FileKind.Other && !ByteCode.IsName(entry.Name))
                {
                    yield return WorldPath.Join(path, entry.Name);
                }
            }
        }
    }

    /// <summary>Top-level names that distributions without a RECORD bring, or that are no modules.</summary>
    public static HashSet<string> KnownNames(EnvironmentSnapshot snapshot, SiteFolder site)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var distribution in snapshot.Distributions.Where(d => d.Site.Path == site.Path))
        {
            if (distribution.RecordState == RecordState.Read)
            {
                continue;
            }

            var underscored = distribution.Key.Normalized.Replace('-', '_');
            IEnumerable<string> names =
            [
                WorldPath.Name(distribution.Location),
                distribution.Name,
                underscored,
                distribution.Key.Normalized,
                .. distribution.TopLevel,
                .. distribution.Metadata?.ImportNames.Select(n => n.Split('.', ';')[0].Trim()) ?? [],
            ];
            foreach (var name in names)
            {
                known.Add(name);
                known.Add(name + ".py");
                known.Add(name + ".libs");
            }
        }

        foreach (var pth in snapshot.PthFiles.Where(p => WorldPath.Parent(p.Path) == site.Path))
        {
            // A path file may belong to an egg or a link; those of nobody are the business of the checks of the path.
            known.Add(WorldPath.Name(pth.Path));
        }

        return known;
    }

    private static HashSet<string> OwnedEntries(FileOwnership ownership, SiteFolder site) =>
        ownership
            .Paths.Where(p => p.Length > site.Path.Length && WorldPath.IsWithin(p, site.Path))
            .Select(p => Top(p, site.Path))
            .ToHashSet(StringComparer.Ordinal);

    private static bool IsHarmless(string path, string entry, SiteFolder site)
    {
        if (
            entry.StartsWith('~')
            || TemporaryFiles.IsInSite(entry)
            || entry.EndsWith(".egg", StringComparison.Ordinal)
            || entry.EndsWith(".egg-link", StringComparison.Ordinal)
            || entry
                is "_virtualenv.py"
                    or "_virtualenv.pth"
                    or "README.txt"
                    or "README"
                    or ".lock"
                    or ".gitignore"
                    or "CACHEDIR.TAG"
        )
        {
            return true;
        }

        var name = WorldPath.Name(path);
        return name is ".DS_Store" or "Thumbs.db"
            || (
                entry.EndsWith(".dist-info", StringComparison.OrdinalIgnoreCase)
                && (InstallerFiles.IsName(name) || TemporaryFiles.IsInMetadataFolder(name))
                && WorldPath.Parent(path) == WorldPath.Join(site.Path, entry)
            );
    }

    private static string Top(string path, string site)
    {
        var relative = WorldPath.Relative(path, site);
        var slash = relative.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? relative : relative[..slash];
    }
}
