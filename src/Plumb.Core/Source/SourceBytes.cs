using System.Text;
using Plumb.Text;

namespace Plumb.Source;

/// <summary>
/// A file's bytes made ready for the lexer: UTF-8 without byte order mark, decoded from the encoding that a comment in the first two
/// lines declares (PEP 263), single carriage returns turned into line ends. What comes after a wrong byte is cut off.
/// </summary>
internal readonly ref struct SourceBytes
{
    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    private SourceBytes(ReadOnlySpan<byte> text, string? problem)
    {
        Text = text;
        Problem = problem;
    }

    /// <summary>What can be read.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Why the text ends where it ends; null at the end of the file.</summary>
    public string? Problem { get; }

    /// <summary>Prepares a file; copies it only where it has to be changed.</summary>
    public static SourceBytes Of(ReadOnlySpan<byte> file)
    {
        var hasMark = file.StartsWith(Utf8Mark);
        var text = hasMark ? file[3..] : file;
        var declared = DeclaredEncoding(text);
        if (hasMark && declared is not null && !IsNamedUtf8(declared))
        {
            return new SourceBytes([], $"the file has a mark of UTF-8 and declares the encoding {declared}");
        }

        if (declared is not null && !IsUtf8(declared))
        {
            if (PythonCodecs.Find(declared) is not { } encoding)
            {
                return new SourceBytes([], $"the file declares the encoding {declared}, which Python does not know");
            }

            try
            {
                text = Encoding.UTF8.GetBytes(encoding.GetString(text));
            }
            catch (DecoderFallbackException)
            {
                return new SourceBytes([], $"the file is not {declared}, as it declares");
            }
        }

        return WithLineEnds(text);
    }

    private static bool IsUtf8(string name) =>
        IsNamedUtf8(name) || name.ToUpperInvariant() is "UTF8" or "U8" or "UTF" or "CP65001";

    /// <summary>The only names that CPython takes beside a byte order mark.</summary>
    private static bool IsNamedUtf8(string name)
    {
        var plain = name.Replace('_', '-').ToUpperInvariant();
        return plain == "UTF-8" || plain.StartsWith("UTF-8-", StringComparison.Ordinal);
    }

    private static SourceBytes WithLineEnds(ReadOnlySpan<byte> text)
    {
        string? problem = null;
        if (text.IndexOf((byte)0) is >= 0 and var zero)
        {
            text = text[..zero];
            problem = "the file holds a zero byte";
        }

        if (!System.Text.Unicode.Utf8.IsValid(text))
        {
            text = text[..ValidLength(text)];
            problem = "the file is not UTF-8";
        }

        return new SourceBytes(HasSingleReturn(text) ? Normalised(text) : text, problem);
    }

    private static int ValidLength(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (
            at < text.Length
            && Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done
        )
        {
            at += length;
        }

        return at;
    }

    private static bool HasSingleReturn(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf((byte)'\r'); at >= 0; )
        {
            if (at + 1 >= text.Length || text[at + 1] != '\n')
            {
                return true;
            }

            var next = text[(at + 1)..].IndexOf((byte)'\r');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    private static byte[] Normalised(ReadOnlySpan<byte> text)
    {
        var copy = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\r')
            {
                copy[length++] = text[i];
            }
            else if (i + 1 >= text.Length || text[i + 1] != '\n')
            {
                copy[length++] = (byte)'\n';
            }
        }

        return copy[..length];
    }

    /// <summary>The name in a <c>coding:</c> comment of the first two lines; the first has to be a comment or blank for the second to count.</summary>
    private static string? DeclaredEncoding(ReadOnlySpan<byte> text)
    {
        for (var line = 0; line < 2 && !text.IsEmpty; line++)
        {
            var end = text.IndexOfAny((byte)'\n', (byte)'\r');
            var rest = (end < 0 ? text : text[..end]).TrimStart(" \t\f"u8);
            if (!rest.IsEmpty && rest[0] != '#')
            {
                return null;
            }

            if (NameIn(rest) is { } name)
            {
                return name;
            }

            var isPair = end >= 0 && end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n';
            text = end < 0 ? [] : text[(end + (isPair ? 2 : 1))..];
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

            var name = comment[1..].TrimStart(" \t"u8);
            var length = 0;
            while (
                length < name.Length
                && (
                    char.IsAsciiLetterOrDigit((char)name[length]) || name[length] is (byte)'-' or (byte)'_' or (byte)'.'
                )
            )
            {
                length++;
            }

            if (length > 0)
            {
                return Encoding.ASCII.GetString(name[..length]);
            }
        }

        return null;
    }
}
