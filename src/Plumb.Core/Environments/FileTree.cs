using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Environments;

/// <summary>The names below the site folders and the scripts folder, listed once. Byte-code folders are left out.</summary>
/// <param name="Folders">Every folder that was listed, by absolute path.</param>
/// <param name="Unread">Folders that could not be listed.</param>
/// <param name="IsComplete">False when the limit on entries was reached, so that absence proves nothing.</param>
public sealed record FileTree(
    FrozenDictionary<string, DirectoryListing> Folders,
    ImmutableArray<DirectoryListing> Unread,
    bool IsComplete
)
{
    /// <summary>A tree with nothing in it.</summary>
    public static FileTree Empty { get; } = new(FrozenDictionary<string, DirectoryListing>.Empty, [], false);

    private readonly FrozenSet<string> _unread = Unread.Select(f => f.Path).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True when the path is, or lies below, a folder that could not be listed: its absence proves nothing.</summary>
    public bool IsUnread(string path)
    {
        if (_unread.Count == 0)
        {
            return false;
        }

        for (var at = path; ; at = WorldPath.Parent(at))
        {
            if (_unread.Contains(at))
            {
                return true;
            }

            if (at.Length <= 1 || at == WorldPath.Parent(at))
            {
                return false;
            }
        }
    }

    /// <summary>The listing of a folder; null when it was not listed.</summary>
    public DirectoryListing? Folder(string path) => Folders.GetValueOrDefault(path);

    /// <summary>True when the path was seen as a file, folder or link.</summary>
    public bool Exists(string path) =>
        Folders.ContainsKey(path)
        || (
            Folders.TryGetValue(WorldPath.Parent(path), out var listing) && listing.TryFind(WorldPath.Name(path), out _)
        );
}
