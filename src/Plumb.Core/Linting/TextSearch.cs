namespace Plumb.Linting;

/// <summary>Searches for phrases without regard to capitals.</summary>
internal static class TextSearch
{
    /// <summary>One of the phrases stands in the text.</summary>
    public static bool HasAny(string text, ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (text.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A word stands in the text, with no letter, digit or underscore beside it.</summary>
    public static bool HasWord(string text, string word) => IndexOfWord(text, word, 0) >= 0;

    /// <summary>Where a word stands, from a place on; -1 when it does not.</summary>
    public static int IndexOfWord(string text, string word, int from)
    {
        for (var at = from; (at = text.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + word.Length;
            if ((at == 0 || !IsOfWord(text[at - 1])) && (end == text.Length || !IsOfWord(text[end])))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Where a number of digits, with points between them, ends: its start where none stands there.</summary>
    public static int EndOfNumber(string text, int start)
    {
        var end = start;
        while (
            end < text.Length
            && (
                char.IsAsciiDigit(text[end])
                || (text[end] == '.' && end > start && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))
            )
        )
        {
            end++;
        }

        return end;
    }

    private static bool IsOfWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
