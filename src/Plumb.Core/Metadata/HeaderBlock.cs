using System.Text;

namespace Plumb.Metadata;

/// <summary>
/// The header lines of an RFC 822 style file (METADATA, PKG-INFO, WHEEL), read off the bytes: field by field, folded lines joined,
/// up to the first empty line. The body is never looked at.
/// </summary>
internal ref struct HeaderBlock
{
    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;
    private int _line;

    public HeaderBlock(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes;
    }

    /// <summary>The field's name as written.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The line of the field's name, from 1.</summary>
    public int Line { get; private set; }

    private ReadOnlySpan<byte> _value;

    /// <summary>Goes to the next field; false at the empty line that ends the block, or at the end of the bytes.</summary>
    public bool MoveNext()
    {
        while (_at < _bytes.Length)
        {
            var start = _at;
            var text = TakeLine();
            if (text.IsEmpty)
            {
                return false;
            }

            Line = _line;
            var end = _at;
            while (_at < _bytes.Length && _bytes[_at] is (byte)' ' or (byte)'\t')
            {
                TakeLine();
                end = _at;
            }

            var colon = text.IndexOf((byte)':');
            if (colon > 0)
            {
                Name = text[..colon].TrimEnd((byte)' ');
                _value = _bytes[(start + colon + 1)..end];
                return true;
            }
        }

        return false;
    }

    /// <summary>The field's value: folded lines joined with a line feed, blanks at both ends removed. Latin-1 where it is not UTF-8.</summary>
    public readonly string Value
    {
        get
        {
            var raw = _value.Trim(" \t\r\n"u8);
            var text = DecodeOrLatin1(raw);
            return text.AsSpan().ContainsAny('\r', '\n') ? Unfold(text) : text;
        }
    }

    /// <summary>True for the field of this name; letters' case does not matter.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(Name, name);

    /// <summary>True when the bytes hold the whole block: its empty line, or the end of the file.</summary>
    public static bool IsComplete(ReadOnlySpan<byte> bytes, bool endOfFile) =>
        endOfFile || bytes.IndexOf("\n\n"u8) >= 0 || bytes.IndexOf("\n\r\n"u8) >= 0 || bytes.IndexOf("\r\r"u8) >= 0;

    private static string DecodeOrLatin1(ReadOnlySpan<byte> raw) =>
        System.Text.Unicode.Utf8.IsValid(raw) ? Encoding.UTF8.GetString(raw) : Encoding.Latin1.GetString(raw);

    private static string Unfold(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = lines[i].Trim(' ', '\t', '\r');
        }

        return string.Join('\n', lines);
    }

    private ReadOnlySpan<byte> TakeLine()
    {
        var rest = _bytes[_at..];
        var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
        _line++;
        if (end < 0)
        {
            _at = _bytes.Length;
            return rest;
        }

        _at += end + (rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n' ? 2 : 1);
        return rest[..end];
    }
}
