using System.Text;

namespace Plumb.Source;

/// <summary>What a byte of UTF-8 Python source may be part of.</summary>
internal static class PythonBytes
{
    private const byte NameStart = (byte)'1';
    private const byte Digit = (byte)'2';

    /// <summary>One letter for each byte of ASCII: 1 begins a name, 2 is a digit.</summary>
    private static ReadOnlySpan<byte> Classes =>
        "00000000000000000000000000000000"u8
        + "00000000000000002222222222000000"u8
        + "01111111111111111111111111100001"u8
        + "01111111111111111111111111100000"u8;

    /// <summary>A letter, an underscore, or a byte of a character beyond ASCII.</summary>
    public static bool IsNameStart(byte b) => b >= 0x80 || Classes[b] == NameStart;

    /// <summary>As <see cref="IsNameStart"/>, or a digit.</summary>
    public static bool IsName(byte b) => b >= 0x80 || Classes[b] >= NameStart;

    /// <summary>0 to 9.</summary>
    public static bool IsDigit(byte b) => b < 0x80 && Classes[b] == Digit;

    /// <summary>Whether the characters beyond ASCII are such as identifiers have (PEP 3131, by their categories).</summary>
    public static bool IsIdentifier(ReadOnlySpan<byte> name)
    {
        foreach (var rune in new Utf8Runes(name))
        {
            if (!rune.IsAscii && !IsIdentifier(rune))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsIdentifier(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune)
            is System.Globalization.UnicodeCategory.LetterNumber
                or System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.SpacingCombiningMark
                or System.Globalization.UnicodeCategory.ConnectorPunctuation
        || rune.Value is 0x00B7 or 0x0387 or 0x2118 or 0x212E or (>= 0x1369 and <= 0x1371) or 0x19DA;

    private readonly ref struct Utf8Runes(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;

        public Enumerator GetEnumerator() => new(_text);

        public ref struct Enumerator(ReadOnlySpan<byte> text)
        {
            private ReadOnlySpan<byte> _rest = text;

            public Rune Current { get; private set; }

            public bool MoveNext()
            {
                if (_rest.IsEmpty)
                {
                    return false;
                }

                _ = Rune.DecodeFromUtf8(_rest, out var rune, out var length);
                Current = rune;
                _rest = _rest[length..];
                return true;
            }
        }
    }
}
