using System.Globalization;
using System.Text;

namespace Plumb.Python;

/// <summary>Quoted texts as Python writes them: markers are read with Python's rules for escapes.</summary>
internal static class PythonStringLiteral
{
    /// <summary>Takes the text between the quotes; null when Python would refuse it.</summary>
    public static string? Unescape(ReadOnlySpan<char> inner)
    {
        if (inner.IndexOfAny('\\', '\n', '\r') < 0 && !inner.Contains('\0'))
        {
            return inner.ToString();
        }

        var text = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; )
        {
            if (inner[i] is '\n' or '\r' or '\0')
            {
                return null;
            }

            if (inner[i] != '\\')
            {
                text.Append(inner[i++]);
            }
            else if (!TryEscape(inner, ref i, text))
            {
                return null;
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// Quotes a text so that <see cref="Unescape"/> gives it back: as it stands where that is so, in double quotes where possible.
    /// </summary>
    public static string Quote(string value)
    {
        var quote = value.Contains('"', StringComparison.Ordinal) ? '\'' : '"';
        if (!value.Contains(quote, StringComparison.Ordinal) && Unescape(value) == value)
        {
            return quote + value + quote;
        }

        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            if (c == '\\')
            {
                text.Append(@"\\");
            }
            else if (c == '"' || char.IsControl(c))
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            }
            else
            {
                text.Append(c);
            }
        }

        return text.Append('"').ToString();
    }

    private static bool TryEscape(ReadOnlySpan<char> inner, ref int i, StringBuilder text)
    {
        if (i + 1 >= inner.Length)
        {
            return false;
        }

        var c = inner[i + 1];
        i += 2;
        switch (c)
        {
            case '\n':
                return true;
            case '\r':
                i += i < inner.Length && inner[i] == '\n' ? 1 : 0;
                return true;
            case 'x':
                return TryHex(inner, ref i, 2, text);
            case 'u':
                return TryHex(inner, ref i, 4, text);
            case 'U':
                return TryHex(inner, ref i, 8, text);
            case 'N':
                // Characters by name would need the Unicode name table; no marker in the wild has one.
                return false;
            case >= '0' and <= '7':
                AppendOctal(inner, ref i, text);
                return true;
        }

        var index = @"\'""abfnrtv".IndexOf(c, StringComparison.Ordinal);
        if (index >= 0)
        {
            text.Append("\\'\"\a\b\f\n\r\t\v"[index]);
        }
        else
        {
            text.Append('\\').Append(c);
        }

        return c != '\0';
    }

    private static void AppendOctal(ReadOnlySpan<char> inner, ref int i, StringBuilder text)
    {
        var value = inner[i - 1] - '0';
        for (var end = i + 2; i < inner.Length && i < end && inner[i] is >= '0' and <= '7'; i++)
        {
            value = (value * 8) + inner[i] - '0';
        }

        text.Append((char)value);
    }

    private static bool TryHex(ReadOnlySpan<char> inner, ref int i, int digits, StringBuilder text)
    {
        if (
            i + digits > inner.Length
            || !uint.TryParse(
                inner.Slice(i, digits),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var value
            )
            || value > 0x10FFFF
        )
        {
            return false;
        }

        i += digits;
        _ = value < 0x10000 ? text.Append((char)value) : text.Append(char.ConvertFromUtf32((int)value));
        return true;
    }
}
