using System.Globalization;
using System.Text;

namespace Plumb.Source;

/// <summary>The value of a string or bytes literal. Bytes are given as characters up to U+00FF.</summary>
/// <param name="Value">With escapes resolved; a character named by <c>\N{…}</c> stays as written.</param>
/// <param name="IsBytes">Prefix b.</param>
/// <param name="IsUnicode">Prefix u.</param>
internal readonly record struct PythonLiteral(string Value, bool IsBytes, bool IsUnicode)
{
    /// <summary>Reads one token: prefix, quotes and what lies between.</summary>
    public static PythonLiteral Read(ReadOnlySpan<byte> token)
    {
        var (isRaw, isBytes, isUnicode, at) = (false, false, false, 0);
        for (; token[at] is not ((byte)'"' or (byte)'\''); at++)
        {
            var letter = token[at] | 0x20;
            isRaw |= letter == 'r';
            isBytes |= letter == 'b';
            isUnicode |= token[at] == 'u';
        }

        var quotes = token.Length >= at + 6 && token[at + 1] == token[at] && token[at + 2] == token[at] ? 3 : 1;
        var inner = Encoding
            .UTF8.GetString(token[(at + quotes)..^quotes])
            .Replace("\r\n", "\n", StringComparison.Ordinal);
        return new PythonLiteral(
            isRaw || !inner.Contains('\\', StringComparison.Ordinal) ? inner : Resolve(inner, isBytes),
            isBytes,
            isUnicode
        );
    }

    /// <summary>The value as Python's <c>repr</c> writes it.</summary>
    public static string Represent(string value, bool isBytes)
    {
        var quote =
            value.Contains('\'', StringComparison.Ordinal) && !value.Contains('"', StringComparison.Ordinal)
                ? '"'
                : '\'';
        var text = new StringBuilder(isBytes ? "b" : "").Append(quote);
        foreach (var rune in value.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\t' => text.Append(@"\t"),
                '\\' => text.Append(@"\\"),
                _ when rune.Value == quote => text.Append('\\').Append(quote),
                < 0x20 or 0x7F => text.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
                < 0x7F => text.Append((char)rune.Value),
                <= 0xFF when isBytes || !IsPrintable(rune) => text.Append(
                    CultureInfo.InvariantCulture,
                    $"\\x{rune.Value:x2}"
                ),
                _ when IsPrintable(rune) => text.Append(rune.ToString()),
                <= 0xFFFF => text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            };
        }

        return text.Append(quote).ToString();
    }

    private static bool IsPrintable(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.SpaceSeparator
            );

    private static string Resolve(string inner, bool isBytes)
    {
        var text = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; )
        {
            if (inner[i] != '\\' || i + 1 == inner.Length)
            {
                text.Append(inner[i++]);
                continue;
            }

            var c = inner[i + 1];
            var named = @"\'""abfnrtv".IndexOf(c, StringComparison.Ordinal);
            i += 2;
            if (c == '\n')
            {
                continue;
            }

            if (named >= 0)
            {
                text.Append("\\'\"\a\b\f\n\r\t\v"[named]);
            }
            else if (c is >= '0' and <= '7')
            {
                var value = 0;
                for (i--; i < inner.Length && value < 64 && inner[i] is >= '0' and <= '7'; i++)
                {
                    value = (value * 8) + inner[i] - '0';
                }

                text.Append((char)value);
            }
            else if (HexDigits(c, isBytes) is > 0 and var digits && TryHex(inner, i, digits, out var code))
            {
                text.Append(code);
                i += digits;
            }
            else
            {
                text.Append('\\').Append(c);
            }
        }

        return text.ToString();
    }

    private static int HexDigits(char c, bool isBytes) =>
        c switch
        {
            'x' => 2,
            'u' when !isBytes => 4,
            'U' when !isBytes => 8,
            _ => 0,
        };

    private static bool TryHex(string inner, int at, int digits, out string character)
    {
        character = "";
        if (
            at + digits > inner.Length
            || !uint.TryParse(
                inner.AsSpan(at, digits),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var value
            )
            || value > 0x10FFFF
        )
        {
            return false;
        }

        character = value <= 0xFFFF ? ((char)value).ToString() : char.ConvertFromUtf32((int)value);
        return true;
    }
}
