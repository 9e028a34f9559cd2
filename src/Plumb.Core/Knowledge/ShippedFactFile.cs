using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumb.Metadata.Toml;

namespace Plumb.Knowledge;

/// <summary>A knowledge file that Plumb ships, taken apart to put rows of one's own into it.</summary>
internal sealed class ShippedFactFile
{
    private readonly TomlTable _root;
    private readonly FrozenDictionary<string, FactTable> _tables;

    private ShippedFactFile(string name, TomlTable root, ImmutableArray<FactRow> rows)
    {
        Name = name;
        _root = root;
        Rows = rows;
        Kinds = [.. rows.Select(r => r.Fact.Kind).Distinct(StringComparer.Ordinal)];
        _tables = rows.GroupBy(r => r.Fact.Kind, StringComparer.Ordinal)
            .ToFrozenDictionary(t => t.Key, t => FactTable.Of([.. t]), StringComparer.Ordinal);
    }

    /// <summary>Its name below <c>knowledge/</c>.</summary>
    public string Name { get; }

    /// <summary>Its rows in order.</summary>
    public ImmutableArray<FactRow> Rows { get; }

    /// <summary>The names of its tables.</summary>
    public ImmutableArray<string> Kinds { get; }

    /// <summary>A table; null when the file has none of that name.</summary>
    public FactTable? Table(string kind) => _tables.GetValueOrDefault(kind);

    /// <summary>By what a row is told apart in the whole file.</summary>
    public (string Kind, string Identity) IdentityOf(FactRow row) =>
        (row.Fact.Kind, row.Identity(_tables[row.Fact.Kind].Keys));

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">It is no knowledge file; a test has read it.</exception>
    public static ShippedFactFile Read(string name, string toml) =>
        TomlDocument.TryParse(name, toml, out var document, out var error)
        && FactReader.TryRead(name, document, out var facts, out error)
            ? new ShippedFactFile(name, document.Root, FactRow.Of(document.Root, facts))
            : throw new InvalidDataException($"{name}: {error.Message}");

    /// <summary>Its text with other rows in its tables.</summary>
    public string With(IReadOnlyCollection<FactRow> rows) =>
        TomlWriter.Write(
            new TomlTable([
                .. _root.Entries.Select(e => new TomlEntry(e.Key, Filled(e, rows.Where(r => r.Fact.Kind == e.Key)))),
            ])
        );

    private TomlValue Filled(TomlEntry section, IEnumerable<FactRow> rows) =>
        !_tables.ContainsKey(section.Key) ? section.Value
        : section.Value is TomlTable pairs
            ? new TomlTable([
                .. rows.Select(r => new TomlEntry(r.Key!, r.Value)),
                .. pairs.Entries.Where(e => FactSource.Has(e.Key)),
            ])
        : new TomlArray([.. rows.Select(r => r.Value)]);
}
