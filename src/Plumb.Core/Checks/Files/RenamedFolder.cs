using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Files;

/// <summary>A package's folder that was given another name: what its RECORD names is gone, and lies beside it in a folder of nobody.</summary>
/// <param name="Distribution">Whose folder.</param>
/// <param name="Recorded">Where RECORD has it, absolute; nothing is there.</param>
/// <param name="Found">Where it lies now, absolute.</param>
internal sealed record RenamedFolder(InstalledDistribution Distribution, string Recorded, string Found)
{
    /// <summary>Looks for the missing folders of every distribution among those that no RECORD names.</summary>
    public static ImmutableArray<RenamedFolder> Of(CheckContext context)
    {
        var gone = context.Deviations.All.SelectMany(d => Gone(context.Snapshot.Tree, d)).ToList();
        if (gone.Count == 0)
        {
            return [];
        }

        var unowned = UnownedFiles.Of(context.Snapshot, context.Ownership).Where(e => e.IsWhole).ToList();
        var found = ImmutableArray.CreateBuilder<RenamedFolder>();
        foreach (var (distribution, folder, files) in gone)
        {
            var entries = unowned.Where(e => e.Site.Path == distribution.Site.Path && Holds(e, folder, files)).ToList();
            if (entries.Count == 1)
            {
                var path = WorldPath.Join(distribution.Site.Path, entries[0].Entry);
                found.Add(new RenamedFolder(distribution, folder, path));
            }
        }

        return found.DrainToImmutable();
    }

    /// <summary>The top-level folders of a distribution of which nothing is left.</summary>
    private static IEnumerable<(InstalledDistribution Distribution, string Folder, List<string> Files)> Gone(
        FileTree tree,
        DistributionDeviations deviations
    )
    {
        var site = deviations.Distribution.Site.Path;
        return deviations
            .Files.Where(f => f.Kind == FileDeviationKind.Missing && WorldPath.IsWithin(f.File.Path, site))
            .Select(f => f.File.Path)
            .Where(p => WorldPath.Relative(p, site).Contains('/', StringComparison.Ordinal))
            .GroupBy(p => WorldPath.Join(site, WorldPath.Relative(p, site).Split('/')[0]), StringComparer.Ordinal)
            .Where(g => !tree.Exists(g.Key))
            .Select(g => (deviations.Distribution, g.Key, g.ToList()));
    }

    private static bool Holds(UnownedEntry entry, string folder, List<string> files)
    {
        var other = WorldPath.Join(entry.Site.Path, entry.Entry);
        var there = entry.Paths.ToHashSet(StringComparer.Ordinal);
        return files.TrueForAll(f => there.Contains(other + f[folder.Length..]));
    }
}
