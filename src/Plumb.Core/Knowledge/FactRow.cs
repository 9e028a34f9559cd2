using System.Collections.Immutable;
using Plumb.Metadata.Toml;

namespace Plumb.Knowledge;

/// <summary>A fact with what states it in its file.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Key">The key of a <c>[table]</c>; null for a row of a <c>[[table]]</c>.</param>
/// <param name="Value">The value of the key, or the row, which is a table.</param>
internal sealed record FactRow(KnowledgeFact Fact, string? Key, TomlValue Value)
{
    /// <summary>The rows of a file.</summary>
    /// <param name="root">The file.</param>
    /// <param name="facts">What <see cref="FactReader"/> read of it.</param>
    public static ImmutableArray<FactRow> Of(TomlTable root, ImmutableArray<KnowledgeFact> facts)
    {
        var stated = root.Entries.SelectMany(section =>
            section.Value switch
            {
                TomlArray rows => rows.Items.OfType<TomlTable>().Select(r => ((string?)null, (TomlValue)r)),
                TomlTable pairs => pairs
                    .Entries.Where(e => !FactSource.Has(e.Key))
                    .Select(e => ((string?)e.Key, e.Value)),
                _ => [],
            }
        );
        return [.. stated.Zip(facts, (s, fact) => new FactRow(fact, s.Item1, s.Item2))];
    }

    /// <summary>By what it is told apart in its table.</summary>
    /// <param name="keys">Those of <see cref="FactIdentity.KeysOf"/>.</param>
    public string Identity(ImmutableArray<string> keys) => Key ?? FactIdentity.Of((TomlTable)Value, keys);

    /// <summary>The same, with the source that a fact of one's own is shown with, wherever that is read from.</summary>
    /// <param name="path">Where its file lies.</param>
    public FactRow Owned(string path)
    {
        var source = Fact.Source with { Text = $"{Fact.Source.Text} (own: {path})" };
        return new FactRow(
            Fact with
            {
                Source = source,
            },
            Key,
            Value is TomlTable row && Key is null ? Sourced(row, source) : Value
        );
    }

    private static TomlTable Sourced(TomlTable row, FactSource source) =>
        new([
            .. row.Entries.Where(e => !FactSource.Has(e.Key)),
            new TomlEntry("source", new TomlString(source.Text)),
            new TomlEntry("grade", new TomlString(source.GradeWord)),
            new TomlEntry("date", new TomlString(source.Date)),
        ]);
}
