namespace Plumb.Linting;

/// <summary>Takes a line apart as a shell does: into commands, and these into words.</summary>
internal static class ShellWords
{
    private const int Most = 400;

    /// <summary>The commands of a line; what stands behind <c>#</c> is left out.</summary>
    public static List<List<string>> Commands(string text)
    {
        var commands = new List<List<string>>();
        var words = new List<string>();
        foreach (var word in Split(text))
        {
            if (word[0] == '#')
            {
                break;
            }

            if (word is "&&" or ";" or "||" or "|" or "&")
            {
                Close();
            }
            else if (word.Length > 1 && word[^1] == ';')
            {
                words.Add(word[..^1]);
                Close();
            }
            else
            {
                words.Add(word);
            }
        }

        Close();
        return commands;

        void Close()
        {
            if (words.Count > 0)
            {
                commands.Add(words);
                words = [];
            }
        }
    }

    // A quote holds blanks together; it may begin inside of a word: --index="a b".
    private static List<string> Split(string text)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length && words.Count < Most; at++)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                continue;
            }

            var word = new System.Text.StringBuilder();
            var quote = '\0';
            for (; at < text.Length && (quote != 0 || !char.IsWhiteSpace(text[at])); at++)
            {
                if (quote == 0 && text[at] is '"' or '\'')
                {
                    quote = text[at];
                }
                else if (text[at] == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word.Append(text[at]);
                }
            }

            if (word.Length > 0)
            {
                words.Add(word.ToString());
            }
        }

        return words;
    }
}
