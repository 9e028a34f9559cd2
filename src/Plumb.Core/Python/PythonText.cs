namespace Plumb.Python;

/// <summary>Blanks and word characters as Python's <c>str</c> and <c>re</c> understand them.</summary>
internal static class PythonText
{
    /// <summary>True for what <c>str.isspace</c> and <c>\s</c> take as a blank: also the separators U+001C to U+001F.</summary>
    public static bool IsSpace(char c) => c is >= '\u001c' and <= '\u001f' || char.IsWhiteSpace(c);

    /// <summary>True for <c>\w</c>: letters, numbers of any script, and the underscore.</summary>
    public static bool IsWord(char c) => c == '_' || char.IsLetterOrDigit(c) || char.IsNumber(c);

    /// <summary>The text without blanks at its ends.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>The first place at or after <paramref name="start"/> that holds no blank.</summary>
    public static int SkipSpace(ReadOnlySpan<char> text, int start)
    {
        while (start < text.Length && IsSpace(text[start]))
        {
            start++;
        }

        return start;
    }
}
