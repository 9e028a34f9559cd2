namespace Plumb.Diagnosis;

/// <summary>Lines of a traceback that show source which makes a message, and are no message: what stands there was not said.</summary>
internal static class SourceLine
{
    private const int MostLines = 6;

    private static readonly string[] _makers = ["raise ", "warnings.warn(", "logger.", "logging.", "print("];

    /// <summary>True for <c>raise X("…")</c>, and for the text below such a line that ends in a parenthesis.</summary>
    public static bool Is(LogBlock block, int line)
    {
        var text = Code(block[line]);
        if (IsMaker(text))
        {
            return true;
        }

        for (var i = line - 1; IsLiteral(text) && i >= Math.Max(0, line - MostLines); i--)
        {
            text = Code(block[i]);
            if (IsMaker(text))
            {
                return text[^1] == '(';
            }
        }

        return false;
    }

    private static bool IsMaker(ReadOnlySpan<char> text)
    {
        foreach (var maker in _makers)
        {
            if (text.StartsWith(maker))
            {
                return true;
            }
        }

        return false;
    }

    // "text", f'text {name}'
    private static bool IsLiteral(ReadOnlySpan<char> text) =>
        text is ['"' or '\'', ..] or ['f' or 'r' or 'b' or 'u', '"' or '\'', ..];

    // Boxes number the lines that they show: ❱ 33 raise …
    private static ReadOnlySpan<char> Code(ReadOnlySpan<char> line)
    {
        var text = LinePrefix.Strip(line).Trim();
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && text[digits] == ' ' ? text[digits..].TrimStart(" │") : text;
    }
}
