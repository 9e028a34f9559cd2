using System.Globalization;
using System.Text;

namespace Plumb.Metadata.Toml;

/// <summary>Writes a document back as TOML 1.0 that means the same: tables of the root under headers, all below them inline.</summary>
internal static class TomlWriter
{
    /// <summary>The text of a document; every line ends with LF.</summary>
    public static string Write(TomlTable root)
    {
        var text = new StringBuilder();
        Pairs(root.Entries.Where(e => !IsSection(e.Value)), text);
        foreach (var section in root.Entries.Where(e => IsSection(e.Value)))
        {
            foreach (var table in section.Value is TomlArray rows ? rows.Items : [section.Value])
            {
                var header = TomlQuoting.Basic(section.Key);
                text.Append(section.Value is TomlArray ? $"[[{header}]]\n" : $"[{header}]\n");
                Pairs(((TomlTable)table).Entries, text);
            }
        }

        return text.ToString();
    }

    /// <summary>A value on one line.</summary>
    public static string Inline(TomlValue value) =>
        value switch
        {
            TomlString text => TomlQuoting.Basic(text.Text),
            TomlInteger number => number.Number.ToString(CultureInfo.InvariantCulture),
            TomlFloat number => Float(number.Number),
            TomlBoolean truth => truth.IsTrue ? "true" : "false",
            TomlDateTime time => time.Text,
            TomlArray array => $"[{string.Join(", ", array.Items.Select(Inline))}]",
            TomlTable table =>
                $"{{{string.Join(", ", table.Entries.Select(e => $"{TomlQuoting.Basic(e.Key)} = {Inline(e.Value)}"))}}}",
            _ => throw new ArgumentOutOfRangeException(nameof(value), value.Kind, null),
        };

    private static void Pairs(IEnumerable<TomlEntry> entries, StringBuilder text)
    {
        foreach (var entry in entries)
        {
            text.Append(TomlQuoting.Basic(entry.Key)).Append(" = ").Append(Inline(entry.Value)).Append('\n');
        }
    }

    private static bool IsSection(TomlValue value) =>
        value is TomlTable or TomlArray { Items: [TomlTable, ..] } && !IsMixed(value);

    private static bool IsMixed(TomlValue value) =>
        value is TomlArray array && array.Items.Any(i => i is not TomlTable);

    private static string Float(double number)
    {
        if (double.IsNaN(number))
        {
            return "nan";
        }

        if (double.IsInfinity(number))
        {
            return number > 0 ? "inf" : "-inf";
        }

        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }
}
