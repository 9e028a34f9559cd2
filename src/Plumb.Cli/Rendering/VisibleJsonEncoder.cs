using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Plumb.Cli.Rendering;

/// <summary>
/// Escapes in JSON what JSON demands and what does not show itself (bidi marks, zero-width characters), and nothing else:
/// names and requirements stay readable, and printing the answer disturbs no terminal.
/// </summary>
internal sealed unsafe class VisibleJsonEncoder : JavaScriptEncoder
{
    // A scalar beyond the first plane becomes two escapes of six characters.
    private const int Longest = 12;

    /// <inheritdoc />
    public override int MaxOutputCharactersPerInputCharacter => Longest;

    /// <inheritdoc />
    public override bool WillEncode(int unicodeScalar) =>
        UnsafeRelaxedJsonEscaping.WillEncode(unicodeScalar)
        || !Rune.TryCreate(unicodeScalar, out var rune)
        || !VisibleText.IsVisible(rune);

    /// <inheritdoc />
    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var whole = new ReadOnlySpan<char>(text, textLength);
        for (var i = 0; i < textLength; )
        {
            if (Rune.DecodeFromUtf16(whole[i..], out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                return i;
            }

            if (WillEncode(rune.Value))
            {
                return i;
            }

            i += length;
        }

        return -1;
    }

    /// <inheritdoc />
    public override bool TryEncodeUnicodeScalar(
        int unicodeScalar,
        char* buffer,
        int bufferLength,
        out int numberOfCharactersWritten
    )
    {
        if (UnsafeRelaxedJsonEscaping.WillEncode(unicodeScalar))
        {
            return UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(
                unicodeScalar,
                buffer,
                bufferLength,
                out numberOfCharactersWritten
            );
        }

        numberOfCharactersWritten = 0;
        Span<char> units = stackalloc char[2];
        var count = new Rune(unicodeScalar).EncodeToUtf16(units);
        var output = new Span<char>(buffer, bufferLength);
        foreach (var unit in units[..count])
        {
            if (
                !output[numberOfCharactersWritten..]
                    .TryWrite(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}", out var written)
            )
            {
                return false;
            }

            numberOfCharactersWritten += written;
        }

        return true;
    }
}
