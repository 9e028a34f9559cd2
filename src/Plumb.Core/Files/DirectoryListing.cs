using System.Collections.Immutable;

namespace Plumb.Files;

/// <summary>One name in a folder.</summary>
/// <param name="Name">The last segment.</param>
/// <param name="Kind">Links are not followed.</param>
/// <param name="Size">Bytes of a regular file, else 0.</param>
public readonly record struct DirectoryEntry(string Name, FileKind Kind, long Size);

/// <summary>The names in one folder in ordinal order, or why they could not be read.</summary>
public sealed record DirectoryListing(string Path, FileFailure Failure, ImmutableArray<DirectoryEntry> Entries)
{
    /// <summary>Finds a name by binary search.</summary>
    public bool TryFind(ReadOnlySpan<char> name, out DirectoryEntry entry)
    {
        var low = 0;
        var high = Entries.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = Entries[middle].Name.AsSpan().CompareTo(name, StringComparison.Ordinal);
            if (order == 0)
            {
                entry = Entries[middle];
                return true;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        entry = default;
        return false;
    }
}
