using System.Text;

namespace Plumb.Cli.Rendering;

/// <summary>Text out of the inspected world inside a Markdown page (CommonMark 0.31, section 2.4).</summary>
internal static class MarkdownText
{
    // An @ would notify people where the page is posted.
    private const string Special = "\\`*_{}[]<>()#+-!|~&";

    /// <summary>As prose: nothing in it is markup.</summary>
    public static string Prose(string text)
    {
        var visible = VisibleText.Of(text);
        var result = new StringBuilder(visible.Length + 8);
        for (var i = 0; i < visible.Length; i++)
        {
            var c = visible[i];
            if (c == '@')
            {
                result.Append("&#64;");
                continue;
            }

            if (Special.Contains(c, StringComparison.Ordinal) && !IsHarmless(visible, i))
            {
                result.Append('\\');
            }

            result.Append(c);
        }

        return result.ToString();
    }

    /// <summary>As code, in a fence of more backticks than it holds.</summary>
    public static string Code(string text)
    {
        var visible = VisibleText.Of(text);
        var fence = new string('`', LongestRun(visible) + 1);
        var pad = visible.StartsWith('`') || visible.EndsWith('`') ? " " : "";
        // Inside a table a pipe ends the cell even within code.
        return fence + pad + visible.Replace("|", "\\|", StringComparison.Ordinal) + pad + fence;
    }

    /// <summary>Lines as a block of code.</summary>
    public static string Block(IEnumerable<string> lines, string language = "")
    {
        var visible = lines.Select(line => VisibleText.Of(line)).ToList();
        var fence = new string('`', Math.Max(3, visible.Select(LongestRun).DefaultIfEmpty(0).Max() + 1));
        return $"{fence}{language}\n{string.Concat(visible.Select(line => line + "\n"))}{fence}\n";
    }

    // Hyphens, parentheses and signs inside a word or sentence mean nothing; escaping them only makes the source ugly.
    private static bool IsHarmless(string text, int at) =>
        text[at] switch
        {
            '-' or '+' or '#' or '!' => at > 0,
            '(' or ')' or '{' or '}' => true,
            '_' => at > 0
                && at + 1 < text.Length
                && char.IsLetterOrDigit(text[at - 1])
                && char.IsLetterOrDigit(text[at + 1]),
            _ => false,
        };

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
