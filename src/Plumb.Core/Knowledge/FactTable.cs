using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumb.Metadata.Toml;

namespace Plumb.Knowledge;

/// <summary>What the shipped rows of a table say of the form that a row has.</summary>
/// <param name="IsPairs">A <c>[table]</c> of keys, no <c>[[table]]</c> of rows.</param>
/// <param name="Keys">By what rows are told apart; empty for keys.</param>
/// <param name="Kinds">The kind of value that each key of a row has.</param>
internal sealed record FactTable(bool IsPairs, ImmutableArray<string> Keys, FrozenDictionary<string, string> Kinds)
{
    /// <summary>Takes it from its rows.</summary>
    public static FactTable Of(ImmutableArray<FactRow> rows)
    {
        if (rows[0].Key is not null)
        {
            return new FactTable(true, [], FrozenDictionary<string, string>.Empty);
        }

        var tables = rows.Select(r => (TomlTable)r.Value).ToList();
        var kinds = tables
            .SelectMany(t => t.Entries)
            .DistinctBy(e => e.Key, StringComparer.Ordinal)
            .ToFrozenDictionary(e => e.Key, e => e.Value.Kind, StringComparer.Ordinal);
        return new FactTable(false, FactIdentity.KeysOf(tables), kinds);
    }
}
