namespace Plumb.Cli.Rendering;

/// <summary>
/// A page of docs/rules for a terminal: headings and paragraphs as text, code and tables as they stand.
/// It knows the Markdown that our own pages use, no more.
/// </summary>
internal static class RulePageText
{
    private const string Fence = "```";

    /// <summary>Writes the page.</summary>
    public static void Write(string markdown, RenderSettings settings, TextWriter output)
    {
        var paragraph = new List<string>();
        var inCode = false;
        foreach (var line in markdown.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            var isFence = line.StartsWith(Fence, StringComparison.Ordinal);
            var isItem =
                line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal);
            if (inCode || isFence || isItem || line.Length == 0 || line[0] is '#' or '|')
            {
                Flush(paragraph, settings, output);
            }

            if (isFence)
            {
                inCode = !inCode;
            }
            else if (inCode || line.StartsWith('|'))
            {
                output.Write(Visible((inCode ? "    " : "") + line, settings) + "\n");
            }
            else if (line.StartsWith('#'))
            {
                output.Write(
                    new Paint(settings.Colour).Strong(Visible(Plain(line.TrimStart('#', ' ')), settings)) + "\n"
                );
            }
            else if (line.Length == 0)
            {
                output.Write("\n");
            }
            else
            {
                paragraph.Add(line);
            }
        }

        Flush(paragraph, settings, output);
    }

    private static void Flush(List<string> paragraph, RenderSettings settings, TextWriter output)
    {
        if (paragraph.Count == 0)
        {
            return;
        }

        var isItem = paragraph[0].Length > 1 && paragraph[0][1] == ' ' && paragraph[0][0] is '-' or '*';
        var text = Plain(string.Join(' ', paragraph.Select(p => p.Trim())));
        var indent = "";
        foreach (var line in TextWrap.Lines(Visible(text, settings), settings.Width - (isItem ? 2 : 0)))
        {
            output.Write(indent + line + "\n");
            indent = isItem ? "  " : "";
        }

        paragraph.Clear();
    }

    private static string Plain(string text) =>
        text.Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);

    private static string Visible(string text, RenderSettings settings) => VisibleText.Of(text, settings.Unicode);
}
