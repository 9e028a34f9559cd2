using System.Globalization;
using System.Text;

namespace Plumb.Metadata.Projects;

/// <summary>The text that a string literal stands for.</summary>
internal static class ScriptText
{
    /// <summary>The prefix in small letters, and the text between the quotes with its escapes resolved.</summary>
    public static (string Prefix, string Text) Read(ReadOnlySpan<char> literal)
    {
        var quoteAt = literal.IndexOfAny('"', '\'');
        var prefix = literal[..quoteAt].ToString().ToLowerInvariant();
        var rest = literal[quoteAt..];
        var width = rest.Length >= 6 && rest[1] == rest[0] && rest[2] == rest[0] ? 3 : 1;
        var end =
            rest.Length >= 2 * width && rest[^width..].IndexOfAnyExcept(rest[0]) < 0
                ? rest.Length - width
                : rest.Length;
        var body = rest[Math.Min(width, rest.Length)..Math.Max(end, Math.Min(width, rest.Length))];
        return (prefix, prefix.Contains('r', StringComparison.Ordinal) ? body.ToString() : Unescape(body));
    }

    private static string Unescape(ReadOnlySpan<char> body)
    {
        if (!body.Contains('\\'))
        {
            return body.ToString();
        }

        var text = new StringBuilder(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != '\\' || i + 1 == body.Length)
            {
                text.Append(body[i]);
                continue;
            }

            i++;
            switch (body[i])
            {
                case '\n':
                    break;
                case 'n':
                    text.Append('\n');
                    break;
                case 'r':
                    text.Append('\r');
                    break;
                case 't':
                    text.Append('\t');
                    break;
                case '\\' or '\'' or '"':
                    text.Append(body[i]);
                    break;
                case 'x' or 'u' when HexLength(body[i]) is var length && TryHex(body, i + 1, length, out var code):
                    text.Append((char)code);
                    i += length;
                    break;
                default:
                    text.Append('\\').Append(body[i]);
                    break;
            }
        }

        return text.ToString();
    }

    private static int HexLength(char escape) => escape == 'x' ? 2 : 4;

    private static bool TryHex(ReadOnlySpan<char> body, int start, int length, out int code)
    {
        code = 0;
        return start + length <= body.Length
            && int.TryParse(
                body.Slice(start, length),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out code
            );
    }
}
