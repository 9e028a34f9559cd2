using System.Diagnostics.CodeAnalysis;
using System.Text;
using Plumb.Text;

namespace Plumb.Metadata.Requirements;

/// <summary>
/// Turns the bytes of a requirements file into text as pip does: by a byte order mark, else by a <c>coding:</c> comment
/// in the first two lines (PEP 263), else as UTF-8, else in the locale's encoding. A wrong byte is an error.
/// </summary>
internal static class RequirementsEncoding
{
    private static readonly UTF8Encoding _utf8 = new(false, throwOnInvalidBytes: true);

    private static readonly (byte[] Mark, Encoding Encoding)[] _marks =
    [
        ([0xEF, 0xBB, 0xBF], _utf8),
        ([0xFF, 0xFE, 0, 0], new UTF32Encoding(false, false, throwOnInvalidCharacters: true)),
        ([0, 0, 0xFE, 0xFF], new UTF32Encoding(true, false, throwOnInvalidCharacters: true)),
        ([0xFF, 0xFE], new UnicodeEncoding(false, false, throwOnInvalidBytes: true)),
        ([0xFE, 0xFF], new UnicodeEncoding(true, false, throwOnInvalidBytes: true)),
    ];

    /// <summary>The text without its byte order mark. The error's offset counts bytes.</summary>
    public static bool TryDecode(
        ReadOnlySpan<byte> bytes,
        string localeEncoding,
        [NotNullWhen(true)] out string? text,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        foreach (var (mark, encoding) in _marks)
        {
            if (bytes.StartsWith(mark))
            {
                return TryDecode(bytes[mark.Length..], encoding, mark.Length, out text, out error);
            }
        }

        if (DeclaredName(bytes) is { } name)
        {
            if (PythonCodecs.Find(name) is { } declared)
            {
                return TryDecode(bytes, declared, 0, out text, out error);
            }

            text = null;
            error = new FormatError($"the file declares the encoding {name}, which Python does not know", 0);
            return false;
        }

        if (TryDecode(bytes, _utf8, 0, out text, out error))
        {
            return true;
        }

        return PythonCodecs.Find(localeEncoding) is { CodePage: not 65001 } locale
            && TryDecode(bytes, locale, 0, out text, out error);
    }

    /// <summary>The encoding that a comment in the first two lines names: <c>coding</c>, a colon or equals sign, the name.</summary>
    private static string? DeclaredName(ReadOnlySpan<byte> bytes)
    {
        for (var line = 0; line < 2 && !bytes.IsEmpty; line++)
        {
            var end = bytes.IndexOf((byte)'\n');
            var text = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? [] : bytes[(end + 1)..];
            if (text.StartsWith("#"u8) && NameIn(text) is { } name)
            {
                return name;
            }
        }

        return null;
    }

    private static string? NameIn(ReadOnlySpan<byte> comment)
    {
        for (var found = comment.IndexOf("coding"u8); found >= 0; found = comment.IndexOf("coding"u8))
        {
            comment = comment[(found + 6)..];
            if (comment.IsEmpty || comment[0] is not ((byte)':' or (byte)'='))
            {
                continue;
            }

            var start = 1;
            while (start < comment.Length && comment[start] is (byte)' ' or (>= 9 and <= 13))
            {
                start++;
            }

            var end = start;
            while (end < comment.Length && IsNameByte(comment[end]))
            {
                end++;
            }

            if (end > start)
            {
                return Encoding.ASCII.GetString(comment[start..end]);
            }
        }

        return null;
    }

    private static bool IsNameByte(byte b) =>
        char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.';

    private static bool TryDecode(
        ReadOnlySpan<byte> bytes,
        Encoding encoding,
        int offset,
        [NotNullWhen(true)] out string? text,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        try
        {
            text = encoding.GetString(bytes);
            error = null;
            return true;
        }
        catch (DecoderFallbackException e)
        {
            text = null;
            error = new FormatError($"the file is not {encoding.WebName}", offset + Math.Max(e.Index, 0));
            return false;
        }
    }
}
