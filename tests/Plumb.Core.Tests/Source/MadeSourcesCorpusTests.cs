using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Source;
using Xunit;

namespace Plumb.Core.Tests.Source;

/// <summary>Small sources that reach into the corners of the grammar; CPython 3.12 says what they hold.</summary>
public sealed class MadeSourcesCorpusTests
{
    private static readonly IReadOnlyList<JsonElement> _rows = CorpusFile.Rows("sources/made.jsonl.gz");

    [Fact]
    public void Imports_uses_and_errors_are_those_that_CPython_finds()
    {
        var wrong = _rows
            .Select(r => (Bytes: r.GetProperty("source").GetBytesFromBase64(), Row: r))
            .SelectMany(c => SourceTruth.Differences(c.Row, c.Bytes).Select(d => Shown(c.Bytes) + "\n   " + d))
            .ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} in {_rows.Count}\n{string.Join('\n', wrong.Take(60))}");
    }

    [Fact]
    public void Names_at_the_top_level_are_those_that_CPython_binds()
    {
        var wrong = new List<string>();
        foreach (var row in _rows.Where(r => r.TryGetProperty("bound", out _)))
        {
            var bytes = row.GetProperty("source").GetBytesFromBase64();
            var definitions = PythonSource.Read(bytes, WatchedNames.None).Definitions;
            var bound = Names(row.GetProperty("bound"));
            var open = Names(row.GetProperty("deleted"));
            wrong.AddRange(
                bound.Where(n => definitions.Defines(n) == NameDefinition.No).Select(n => $"{Shown(bytes)}\n   no {n}")
            );
            wrong.AddRange(definitions.Names.Except(bound).Except(open).Select(n => $"{Shown(bytes)}\n   more {n}"));
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}\n{string.Join('\n', wrong.Take(60))}");
    }

    private static List<string> Names(JsonElement names) => [.. names.EnumerateArray().Select(n => n.GetString()!)];

    private static string Shown(byte[] bytes)
    {
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        return "\"" + (text.Length > 300 ? text[..300] : text).ReplaceLineEndings("\\n") + "\"";
    }
}
