using System.Globalization;
using System.Text;

namespace Plumb.Cli.Rendering;

/// <summary>
/// Text out of the inspected world in a form that shows what it is. File names and metadata may hold terminal escapes,
/// line breaks or characters that reverse the reading direction; none of them reaches a reader raw.
/// </summary>
internal static class VisibleText
{
    /// <summary>The text with everything that does not show itself written as an escape: \n, \x1B, \u{202E}.</summary>
    /// <param name="text">Any text, lone surrogates included.</param>
    /// <param name="unicode">Characters beyond ASCII may stay.</param>
    public static string Of(string text, bool unicode = true) => IsPlain(text, unicode) ? text : Escape(text, unicode);

    /// <summary>True for a character that shows itself and changes nothing around it.</summary>
    public static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );

    private static bool IsPlain(string text, bool unicode)
    {
        foreach (var c in text)
        {
            if (
                c is < ' ' or '\u007f'
                || (c > '\u007f' && (!unicode || !Rune.TryCreate(c, out var rune) || !IsVisible(rune)))
            )
            {
                return false;
            }
        }

        return true;
    }

    private static string Escape(string text, bool unicode)
    {
        var result = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; )
        {
            if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                Append(result, rune, unicode);
                i += rune.Utf16SequenceLength;
            }
            else
            {
                result.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)text[i]:X4}}}");
                i++;
            }
        }

        return result.ToString();
    }

    private static void Append(StringBuilder result, Rune rune, bool unicode)
    {
        if (rune.Value is >= ' ' and < 0x7f)
        {
            result.Append((char)rune.Value);
        }
        else if (rune.Value is '\n' or '\r' or '\t')
        {
            result.Append(
                rune.Value == '\n' ? "\\n"
                : rune.Value == '\r' ? "\\r"
                : "\\t"
            );
        }
        else if (rune.Value < 0x100 && Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control)
        {
            result.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}");
        }
        else if (unicode && IsVisible(rune))
        {
            result.Append(rune.ToString());
        }
        else
        {
            AppendFallback(result, rune);
        }
    }

    // The marks that our own sentences use have plain stand-ins.
    private static void AppendFallback(StringBuilder result, Rune rune)
    {
        var plain = rune.Value switch
        {
            '→' => "->",
            '·' => "-",
            '…' => "...",
            '–' or '—' => "-",
            '“' or '”' => "\"",
            '‘' or '’' => "'",
            '×' => "x",
            '≥' => ">=",
            '≤' => "<=",
            _ => null,
        };
        if (plain is not null)
        {
            result.Append(plain);
        }
        else
        {
            result.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X4}}}");
        }
    }
}
