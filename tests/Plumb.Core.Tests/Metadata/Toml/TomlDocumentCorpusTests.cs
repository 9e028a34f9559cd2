using System.Globalization;
using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Metadata.Toml;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Toml;

/// <summary>
/// Generated and damaged documents against what CPython 3.12's <c>tomllib</c> (TOML 1.0) reads of them: the values with a letter for
/// their type, or null where it refuses.
/// </summary>
public sealed class TomlDocumentCorpusTests
{
    [Fact]
    public void Documents_are_read_or_refused_as_by_tomllib()
    {
        var rows = CorpusFile.ReadLines(CorpusFile.PathOf("formats/toml.jsonl.gz"));
        Assert.NotEmpty(rows);
        var complaints = rows.Select(Complaint).OfType<string>().ToList();
        Assert.True(complaints.Count == 0, string.Join('\n', complaints.Take(20)));
    }

    private static string? Complaint(JsonElement row)
    {
        var read = TomlDocument.TryParse("x.toml", row[0].GetString()!, out var document, out var error);
        var isVersion10 = read && document!.BeyondVersion10 is null;
        if (!isVersion10 || row[1].ValueKind == JsonValueKind.Null)
        {
            return isVersion10 == (row[1].ValueKind != JsonValueKind.Null) ? null : $"{row[0].GetRawText()}: {error}";
        }

        var (found, expected) = (Form(document!.Root), Form(row[1]));
        return found == expected ? null : $"{row[0].GetRawText()}: {found}";
    }

    private static string Form(TomlValue value) =>
        value switch
        {
            TomlTable table =>
                $"{{{string.Join(' ', table.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}={Form(e.Value)}"))}}}",
            TomlArray array => $"[{string.Join(' ', array.Items.Select(Form))}]",
            TomlString text => "s:" + text.Text,
            TomlInteger integer => "i:" + integer.Number.ToString(CultureInfo.InvariantCulture),
            TomlFloat real => "f:" + real.Number.ToString("R", CultureInfo.InvariantCulture),
            TomlBoolean truth => truth.IsTrue ? "b:True" : "b:False",
            _ => "d:",
        };

    private static string Form(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var keys = value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal);
                return $"{{{string.Join(' ', keys.Select(p => $"{p.Name}={Form(p.Value)}"))}}}";
            case JsonValueKind.Array:
                return $"[{string.Join(' ', value.EnumerateArray().Select(Form))}]";
            default:
                var text = value.GetString()!;
                return text.StartsWith("f:", StringComparison.Ordinal) ? "f:" + Real(text[2..]) : text;
        }
    }

    private static string Real(string python) =>
        (
            python switch
            {
                "inf" => double.PositiveInfinity,
                "-inf" => double.NegativeInfinity,
                "nan" => double.NaN,
                _ => double.Parse(python, CultureInfo.InvariantCulture),
            }
        ).ToString("R", CultureInfo.InvariantCulture);
}
