using System.Collections.Immutable;
using Plumb.Metadata.Toml;

namespace Plumb.Knowledge;

/// <summary>By what the rows of a table are told apart: the first keys of the shipped rows whose values no two of them share.</summary>
internal static class FactIdentity
{
    /// <summary>These keys: as few as possible, at least one, in the order of the rows. All keys when even these are shared.</summary>
    public static ImmutableArray<string> KeysOf(IReadOnlyCollection<TomlTable> rows)
    {
        var keys = rows.SelectMany(r => r.Entries)
            .Select(e => e.Key)
            .Where(k => !FactSource.Has(k))
            .Distinct(StringComparer.Ordinal)
            .ToImmutableArray();
        for (var count = 1; count < keys.Length; count++)
        {
            var first = keys[..count];
            if (rows.Select(r => Of(r, first)).Distinct(StringComparer.Ordinal).Count() == rows.Count)
            {
                return first;
            }
        }

        return keys;
    }

    /// <summary>What a row has at these keys, as one text.</summary>
    public static string Of(TomlTable row, ImmutableArray<string> keys) =>
        string.Join('\n', keys.Select(k => row[k] is { } value ? TomlWriter.Inline(value) : ""));
}
