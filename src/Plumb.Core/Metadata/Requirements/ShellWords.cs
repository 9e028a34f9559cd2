using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Plumb.Metadata.Requirements;

/// <summary>Words as a POSIX shell would split them, the way Python's <c>shlex.split</c> reads them: quotes and backslashes, nothing expanded.</summary>
internal static class ShellWords
{
    private const char Blank = ' ';
    private const char Word = 'a';

    /// <summary>False when a quotation is not closed or the text ends in a lone backslash.</summary>
    public static bool TrySplit(ReadOnlySpan<char> text, out List<string> words, [NotNullWhen(false)] out string? error)
    {
        words = [];
        error = null;
        var word = new StringBuilder();
        var state = Blank;
        var stateBeforeEscape = Word;
        foreach (var c in text)
        {
            switch (state)
            {
                case Blank when IsBlank(c):
                    break;
                case Word when IsBlank(c):
                    words.Add(word.ToString());
                    word.Clear();
                    state = Blank;
                    break;
                case Blank or Word when c is '"' or '\'':
                    state = c;
                    break;
                case Blank or Word when c == '\\':
                    stateBeforeEscape = Word;
                    state = c;
                    break;
                case Blank or Word:
                    word.Append(c);
                    state = Word;
                    break;
                case '\\':
                    if (stateBeforeEscape == '"' && c is not ('\\' or '"'))
                    {
                        word.Append('\\');
                    }

                    word.Append(c);
                    state = stateBeforeEscape;
                    break;
                case '"' when c == '\\':
                    stateBeforeEscape = '"';
                    state = c;
                    break;
                default:
                    if (c == state)
                    {
                        state = Word;
                    }
                    else
                    {
                        word.Append(c);
                    }

                    break;
            }
        }

        switch (state)
        {
            case Blank:
                return true;
            case Word:
                words.Add(word.ToString());
                return true;
            default:
                error = state == '\\' ? "a backslash stands at the end of the options" : "a quotation is not closed";
                return false;
        }
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n';
}
