using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;

namespace Plumb.Checks.Metadata;

/// <summary>What pip moved aside (<c>~umpy</c> for <c>numpy</c>) and never deleted, gathered by the distribution that it belonged to.</summary>
/// <param name="Site">The folder that holds them.</param>
/// <param name="Names">The entries, each beginning with <c>~</c>.</param>
/// <param name="Metadata">The metadata folder among them; null when there is none.</param>
/// <param name="Remains">Of what they remain, as far as their names tell: <c>numpy</c>; null when nothing fits.</param>
/// <param name="Files">How many files they hold.</param>
/// <param name="Bytes">How many bytes.</param>
/// <param name="Recorded">How many files the metadata's RECORD names below them.</param>
/// <param name="Kept">How many of those are still there.</param>
internal sealed record Leftovers(
    SiteFolder Site,
    ImmutableArray<string> Names,
    InstalledDistribution? Metadata,
    string? Remains,
    int Files,
    long Bytes,
    int Recorded,
    int Kept
)
{
    /// <summary>pip draws the characters that it puts in the place of a name's first ones from these.</summary>
    private const string Substitutes = "-~.=%0123456789";

    /// <summary>Finds them in the environment's own folders.</summary>
    public static ImmutableArray<Leftovers> Of(EnvironmentSnapshot snapshot)
    {
        var found = ImmutableArray.CreateBuilder<Leftovers>();
        foreach (var site in snapshot.Sites.Where(s => s.IsOwn))
        {
            var left = new List<string>(
                (snapshot.Tree.Folder(site.Path)?.Entries ?? [])
                    .Where(e => e.Name.StartsWith('~') && e.Name.Length > 1)
                    .Select(e => e.Name)
            );
            foreach (var metadata in snapshot.Leftovers.Where(d => d.Site.Path == site.Path))
            {
                var moved = MovedBy(metadata, left);
                left.RemoveAll(moved.ContainsKey);
                left.Remove(WorldPath.Name(metadata.Location));
                found.Add(Describe(snapshot, site, metadata, moved));
            }

            foreach (var name in left)
            {
                var (files, bytes) = Measure(snapshot.Tree, WorldPath.Join(site.Path, name));
                found.Add(new Leftovers(site, [name], null, Guess(snapshot, site, name), files, bytes, 0, 0));
            }
        }

        return found.DrainToImmutable();
    }

    /// <summary>True when pip may have moved <paramref name="name"/> to <paramref name="entry"/>: its first characters replaced, or some put before it.</summary>
    public static bool IsMovedFrom(string entry, string name)
    {
        if (entry.Length < 2 || entry[0] != '~')
        {
            return false;
        }

        for (var i = 1; i <= entry.Length; i++)
        {
            if (entry.AsSpan(i).SequenceEqual(name) || (entry.Length == name.Length && entry[i..] == name[i..]))
            {
                return i < entry.Length;
            }

            if (i < entry.Length && !Substitutes.Contains(entry[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Which entry stands for which top-level name of the distribution's RECORD.</summary>
    private static Dictionary<string, string> MovedBy(InstalledDistribution metadata, List<string> entries)
    {
        var tops = metadata
            .Files.Select(f => Top(f.Row.Path))
            .Where(t => t is not ("" or ".." or "."))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var moved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (tops.FirstOrDefault(t => IsMovedFrom(entry, t)) is { } top)
            {
                moved[entry] = top;
            }
        }

        return moved;
    }

    private static Leftovers Describe(
        EnvironmentSnapshot snapshot,
        SiteFolder site,
        InstalledDistribution metadata,
        Dictionary<string, string> moved
    )
    {
        var names = moved
            .Keys.Append(WorldPath.Name(metadata.Location))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToImmutableArray();
        var measured = names.Select(n => Measure(snapshot.Tree, WorldPath.Join(site.Path, n))).ToList();
        var entryOf = moved
            .DistinctBy(p => p.Value, StringComparer.Ordinal)
            .ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);
        int recorded = 0,
            kept = 0;
        foreach (var file in metadata.Files.Where(f => f.Presence != Presence.ByteCode))
        {
            if (entryOf.TryGetValue(Top(file.Row.Path), out var entry))
            {
                recorded++;
                var path = WorldPath.Join(site.Path, entry + file.Row.Path[Top(file.Row.Path).Length..]);
                kept += snapshot.Tree.Exists(path) ? 1 : 0;
            }
        }

        return new Leftovers(
            site,
            names,
            metadata,
            metadata.Name,
            measured.Sum(m => m.Files),
            measured.Sum(m => m.Bytes),
            recorded,
            kept
        );
    }

    private static string? Guess(EnvironmentSnapshot snapshot, SiteFolder site, string entry) =>
        snapshot
            .Tree.Folder(site.Path)
            ?.Entries.Select(e => e.Name)
            .FirstOrDefault(n => !n.StartsWith('~') && IsMovedFrom(entry, n));

    private static (int Files, long Bytes) Measure(FileTree tree, string path)
    {
        if (tree.Folder(path) is null)
        {
            return
                tree.Folder(WorldPath.Parent(path)) is { } parent && parent.TryFind(WorldPath.Name(path), out var entry)
                ? (1, entry.Size)
                : (0, 0);
        }

        var files = 0;
        var bytes = 0L;
        var stack = new Stack<string>([path]);
        while (stack.TryPop(out var folder))
        {
            foreach (var entry in tree.Folder(folder)?.Entries ?? [])
            {
                if (entry.Kind == FileKind.Directory)
                {
                    stack.Push(WorldPath.Join(folder, entry.Name));
                }
                else
                {
                    files++;
                    bytes += entry.Size;
                }
            }
        }

        return (files, bytes);
    }

    private static string Top(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? path : path[..slash];
    }
}
