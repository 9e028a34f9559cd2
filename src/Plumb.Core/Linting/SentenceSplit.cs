namespace Plumb.Linting;

/// <summary>Takes a line apart into its sentences.</summary>
internal static class SentenceSplit
{
    private static readonly string[] _abbreviations = ["vs", "approx", "cf", "ca", "etc", "incl", "resp", "no", "min"];

    /// <summary>Where each sentence begins and ends; together they are the whole text.</summary>
    public static IEnumerable<(int Start, int End)> Of(string text)
    {
        var start = 0;
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] is '.' or '!' or '?' && IsEnd(text, i, start, out var next))
            {
                yield return (start, next);
                start = next;
                i = next - 1;
            }
        }

        yield return (start, text.Length);
    }

    // A stop, perhaps a closing mark, then blanks and the capital of the next sentence.
    private static bool IsEnd(string text, int stop, int start, out int next)
    {
        next = stop + 1;
        while (next < text.Length && text[next] is '"' or '\'' or ')' or '”' or '*')
        {
            next++;
        }

        var blanks = next;
        while (next < text.Length && text[next] == ' ')
        {
            next++;
        }

        if (next == blanks || next >= text.Length || !IsCapital(text, next))
        {
            return false;
        }

        var word = text[start..stop];
        word = word[(word.LastIndexOfAny([' ', '(']) + 1)..];
        return !(
            Array.Exists(_abbreviations, a => a.Equals(word, StringComparison.OrdinalIgnoreCase))
            || (word.Length > 0 && word.All(c => char.IsAsciiLetter(c) || c == '.') && word.Contains('.'))
            || (word.Length is 1 or 2 && word.All(char.IsAsciiDigit) && text.AsSpan(0, stop).Trim("- *").Length <= 2)
        );
    }

    private static bool IsCapital(string text, int at)
    {
        while (at < text.Length && text[at] is '"' or '\'' or '(' or '“' or ' ')
        {
            at++;
        }

        return at < text.Length && char.IsUpper(text[at]);
    }
}
