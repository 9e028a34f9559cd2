using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace Plumb.Files;

/// <summary>A SHA-256 digest as a value of four words.</summary>
public readonly record struct Sha256Digest(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Takes 32 bytes.</summary>
    public static Sha256Digest Of(ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes[..32]);
        return new Sha256Digest(words[0], words[1], words[2], words[3]);
    }

    /// <summary>Reads the URL-safe base64 of RECORD, with or without padding.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Sha256Digest digest)
    {
        digest = default;
        Span<byte> bytes = stackalloc byte[33];
        text = text.TrimEnd('=');
        // Of the two decoders, TryDecodeFromChars throws on text that is no base64.
        if (
            text.Length != 43
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done
            || written != 32
        )
        {
            return false;
        }

        digest = Of(bytes);
        return true;
    }

    /// <summary>The URL-safe base64 without padding, as RECORD writes it.</summary>
    public override string ToString()
    {
        ReadOnlySpan<ulong> words = [A, B, C, D];
        return Base64Url.EncodeToString(MemoryMarshal.AsBytes(words));
    }

    /// <summary>64 hexadecimal digits in lower case, as model catalogues write it.</summary>
    public string ToHex()
    {
        ReadOnlySpan<ulong> words = [A, B, C, D];
        return Convert.ToHexStringLower(MemoryMarshal.AsBytes(words));
    }
}
