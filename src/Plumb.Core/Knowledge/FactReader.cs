using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Plumb.Metadata.Toml;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>
/// Reads any knowledge file as facts: a row of a <c>[[table]]</c> is one, and so is a key of a <c>[table]</c>.
/// Source, grade and date at the top of a file stand for all rows that have none of their own.
/// </summary>
internal sealed class FactReader
{
    private readonly string _topic;
    private readonly TomlDocument _document;
    private readonly ImmutableArray<KnowledgeFact>.Builder _facts = ImmutableArray.CreateBuilder<KnowledgeFact>();

    private FactReader(string topic, TomlDocument document)
    {
        _topic = topic;
        _document = document;
    }

    /// <summary>Reads a file. It is refused when a fact lacks its source, grade or date; the error has the offset.</summary>
    /// <param name="file">Its name, for places.</param>
    /// <param name="toml">Its text.</param>
    /// <param name="facts">Its facts, in order.</param>
    /// <param name="error">Why it is refused.</param>
    public static bool TryRead(
        string file,
        string toml,
        out ImmutableArray<KnowledgeFact> facts,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        facts = [];
        return TomlDocument.TryParse(file, toml, out var document, out error)
            && TryRead(file, document, out facts, out error);
    }

    /// <summary>Reads a file that was parsed.</summary>
    /// <param name="name">Its name below <c>knowledge/</c>.</param>
    /// <param name="document">The file; its own name is that of the places.</param>
    /// <param name="facts">Its facts: one of each row of a <c>[[table]]</c> and of each key of a <c>[table]</c>, in order.</param>
    /// <param name="error">Why it is refused.</param>
    public static bool TryRead(
        string name,
        TomlDocument document,
        out ImmutableArray<KnowledgeFact> facts,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        facts = [];
        var reader = new FactReader(Path.ChangeExtension(name, null), document);
        error = reader.Read();
        if (error is not null)
        {
            return false;
        }

        facts = reader._facts.DrainToImmutable();
        return true;
    }

    private FormatError? Read()
    {
        foreach (var section in _document.Root.Entries)
        {
            var error = section.Value switch
            {
                TomlArray rows => Rows(section.Key, rows),
                TomlTable pairs => Pairs(section.Key, pairs),
                _ => null,
            };
            if (error is not null)
            {
                return error;
            }
        }

        return null;
    }

    private FormatError? Rows(string kind, TomlArray rows)
    {
        foreach (var row in rows.Items.OfType<TomlTable>())
        {
            if (row.Entries.IsEmpty || Source(row) is not { } source)
            {
                return Unsourced(kind, row.Offset);
            }

            var values = ImmutableArray.CreateBuilder<FactValue>();
            Flatten("", row, values);
            var name = kind;
            if (row.Entries[0].Value is not TomlTable && values.Count > 0)
            {
                name = values[0].Text;
                values.RemoveAt(0);
            }

            _facts.Add(
                new KnowledgeFact(
                    _topic,
                    kind,
                    name,
                    values.DrainToImmutable(),
                    source,
                    _document.LocationOf(row.Entries[0])
                )
            );
        }

        return null;
    }

    private FormatError? Pairs(string kind, TomlTable pairs)
    {
        if (Source(pairs) is not { } source)
        {
            return Unsourced(kind, pairs.Offset);
        }

        foreach (var pair in pairs.Entries)
        {
            if (!FactSource.Has(pair.Key))
            {
                _facts.Add(
                    new KnowledgeFact(
                        _topic,
                        kind,
                        pair.Key,
                        [new FactValue("is", Text(pair.Value))],
                        source,
                        _document.LocationOf(pair)
                    )
                );
            }
        }

        return null;
    }

    private static FormatError Unsourced(string kind, int offset) =>
        new($"A row of {kind} has no source, grade or date", offset);

    private FactSource? Source(TomlTable row) =>
        KnowledgeSource.TryRead(
            Inherited(row, "source"),
            Inherited(row, "grade"),
            Inherited(row, "date"),
            out var source
        )
            ? source
            : null;

    private string Inherited(TomlTable row, string key) => row.Text(key) ?? _document.Root.Text(key) ?? "";

    private static void Flatten(string prefix, TomlTable table, ImmutableArray<FactValue>.Builder values)
    {
        foreach (var entry in table.Entries)
        {
            if (prefix.Length == 0 && FactSource.Has(entry.Key))
            {
                continue;
            }

            if (entry.Value is TomlTable inner)
            {
                Flatten($"{prefix}{entry.Key}.", inner, values);
            }
            else
            {
                values.Add(new FactValue(prefix + entry.Key, Text(entry.Value)));
            }
        }
    }

    private static string Text(TomlValue value) =>
        value switch
        {
            TomlString text => text.Text,
            TomlInteger number => number.Number.ToString(CultureInfo.InvariantCulture),
            TomlFloat number => number.Number.ToString(CultureInfo.InvariantCulture),
            TomlBoolean truth => truth.IsTrue ? "yes" : "no",
            TomlDateTime time => time.Text,
            TomlArray array => string.Join(", ", array.Items.Select(Text)),
            TomlTable table => string.Join("; ", table.Entries.Select(e => $"{e.Key}: {Text(e.Value)}")),
            _ => "",
        };
}
