using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Metadata.Toml;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Reads the rows of a knowledge file of one's own, and refuses what the shipped file of that name has no place for.</summary>
internal static class OwnFactRows
{
    /// <summary>The rows, marked as one's own; the error names file, line and column.</summary>
    public static bool TryRead(
        OwnFactFile file,
        ShippedFactFile shipped,
        out ImmutableArray<FactRow> rows,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        rows = [];
        if (!TomlDocument.TryParse(file.Path, file.Toml, out var document, out error))
        {
            error = new FormatError(TomlMistake.Of(file.Path, file.Toml, error).ToString());
            return false;
        }

        var mistake = FormMistake(document, shipped);
        if (mistake is null)
        {
            mistake = FactReader.TryRead(file.Name, document, out var facts, out error)
                ? Twin(rows = FactRow.Of(document.Root, facts), shipped)
                : (error.Offset, error.Message + ".");
        }

        error = mistake is { } found ? new FormatError($"{document.LocationOf(found.Offset)}: {found.Message}") : null;
        rows = error is null ? [.. rows.Select(r => r.Owned(file.Path))] : [];
        return error is null;
    }

    private static (long Offset, string Message)? FormMistake(TomlDocument document, ShippedFactFile shipped)
    {
        foreach (var section in document.Root.Entries.Where(e => !FactSource.Has(e.Key)))
        {
            if (shipped.Table(section.Key) is not { } table)
            {
                var tables = shipped
                    .Kinds.Select(k => shipped.Table(k)!.IsPairs ? $"[{k}]" : $"[[{k}]]")
                    .ToImmutableArray();
                return (
                    section.Offset,
                    $"{shipped.Name} has no {section.Key} to add to; it has {TomlFields.Prose(tables, "and")}."
                );
            }

            if (
                table.IsPairs != section.Value is TomlTable
                || (section.Value is TomlArray a && a.Items.Any(i => i is not TomlTable))
            )
            {
                return (
                    section.Offset,
                    $"{section.Key} is written {(table.IsPairs ? $"[{section.Key}]" : $"[[{section.Key}]]")}."
                );
            }

            if (
                document
                    .Root.Tables(section.Key)
                    .SelectMany(r => r.Entries)
                    .Select(e => KeyMistake(e, section.Key, table))
                    .FirstOrDefault(m => m is not null) is
                { } mistake
            )
            {
                return mistake;
            }
        }

        return null;
    }

    private static (long Offset, string Message)? KeyMistake(TomlEntry entry, string kind, FactTable table)
    {
        if (FactSource.Has(entry.Key))
        {
            return null;
        }

        if (!table.Kinds.TryGetValue(entry.Key, out var wanted))
        {
            var known = table
                .Kinds.Keys.Where(k => !FactSource.Has(k))
                .Order(StringComparer.Ordinal)
                .ToImmutableArray();
            return (entry.Offset, $"[[{kind}]] has no key \"{entry.Key}\"; it has {TomlFields.Prose(known, "and")}.");
        }

        return entry.Value.Kind == wanted
            ? null
            : (
                entry.Value.Offset,
                $"{entry.Key} of [[{kind}]] is a value of the kind {wanted}, not {entry.Value.Kind}."
            );
    }

    private static (long Offset, string Message)? Twin(ImmutableArray<FactRow> rows, ShippedFactFile shipped)
    {
        var seen = new Dictionary<(string, string), FactRow>();
        foreach (var row in rows)
        {
            if (!seen.TryAdd(shipped.IdentityOf(row), row))
            {
                var first = seen[shipped.IdentityOf(row)];
                return (
                    row.Value.Offset,
                    $"The row says again what the row in line {first.Fact.Place.Line} says of the same thing; one of them has to go."
                );
            }
        }

        return null;
    }
}
