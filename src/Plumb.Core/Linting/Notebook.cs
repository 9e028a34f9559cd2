using System.Text.Json;

namespace Plumb.Linting;

/// <summary>
/// Reads the cells of a notebook (nbformat 4) as one Markdown text whose lines stand where they stand in the file, when the file has a
/// line for each line of a cell, as Jupyter writes it.
/// </summary>
internal static class Notebook
{
    private const int MostLines = 400_000;

    /// <summary>A file is a notebook by its name.</summary>
    public static bool Is(string name) => name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text; null when the bytes are no notebook.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<string>();
        try
        {
            var reader = new Utf8JsonReader(
                bytes,
                new JsonReaderOptions { MaxDepth = 64, CommentHandling = JsonCommentHandling.Skip }
            );
            var (counted, number) = (0, 1);
            var (type, inSource, depth) = ("", false, -1);
            var pending = new List<(int Line, string Text)>();
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                number += bytes[counted..start].Count((byte)'\n');
                counted = start;
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    inSource = reader.ValueTextEquals("source"u8);
                    depth = reader.CurrentDepth;
                    if (reader.ValueTextEquals("cell_type"u8) && reader.Read())
                    {
                        type = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
                    }
                }
                else if (reader.TokenType == JsonTokenType.String && inSource && reader.CurrentDepth >= depth)
                {
                    pending.Add((number, reader.GetString()!));
                    inSource = reader.CurrentDepth > depth;
                }
                else if (reader.TokenType == JsonTokenType.EndArray)
                {
                    inSource = false;
                }
                else if (reader.TokenType == JsonTokenType.EndObject && pending.Count > 0)
                {
                    Add(lines, type, pending);
                    pending.Clear();
                }
            }
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A string that is no valid UTF-16.
            return null;
        }

        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    // A fence takes the lines around a cell, which hold brackets in the file.
    private static void Add(List<string> lines, string type, List<(int Line, string Text)> cell)
    {
        var isCode = type == "code";
        var first = cell[0].Line;
        Fill(lines, first - 2);
        lines.Add(isCode ? "```python" : "");
        foreach (var (line, text) in cell)
        {
            Fill(lines, line - 1);
            var parts = text.TrimEnd('\n').Split('\n');
            foreach (var part in parts)
            {
                if (lines.Count < MostLines)
                {
                    lines.Add(part);
                }
            }
        }

        lines.Add(isCode ? "```" : "");
    }

    private static void Fill(List<string> lines, int count)
    {
        while (lines.Count < count && lines.Count < MostLines)
        {
            lines.Add("");
        }
    }
}
