using System.Text;
using Plumb.Files;

namespace Plumb.Formats;

/// <summary>Bounded reads from a file through a window of a few pages.</summary>
internal sealed class ByteWindow(FileReader reader, int size)
{
    private readonly byte[] _window = GC.AllocateUninitializedArray<byte>(size);
    private long _offset;
    private int _length;

    /// <summary>Bytes of the file.</summary>
    public long Length => reader.Length;

    /// <summary>Another window on the same file.</summary>
    public ByteWindow Another(int other) => new(reader, other);

    /// <summary>Fills a buffer that is no larger than the window; false when the file ends before.</summary>
    public bool TryRead(long offset, Span<byte> buffer)
    {
        if (offset < 0 || buffer.Length > _window.Length || offset > Length - buffer.Length)
        {
            return false;
        }

        var bytes = Peek(offset, buffer.Length);
        if (bytes.Length < buffer.Length)
        {
            return false;
        }

        bytes[..buffer.Length].CopyTo(buffer);
        return true;
    }

    /// <summary>Fills a buffer that may be larger than the window, without the window; false when the file ends before.</summary>
    public bool TryReadWhole(long offset, Span<byte> buffer) =>
        offset >= 0 && offset <= Length - buffer.Length && reader.ReadAt(offset, buffer) == buffer.Length;

    /// <summary>
    /// The bytes from an offset on, as far as the window reaches: at least that many unless the file ends before.
    /// They are valid until the next read.
    /// </summary>
    public ReadOnlySpan<byte> Peek(long offset, int least)
    {
        if (offset < 0 || offset >= Length)
        {
            return [];
        }

        if (offset < _offset || offset - _offset > _length - least)
        {
            _offset = offset;
            _length = reader.ReadAt(offset, _window);
        }

        return _window.AsSpan((int)(offset - _offset).._length);
    }

    /// <summary>
    /// The bytes of a string up to its NUL, cut at the size of the window; empty when it starts outside the file.
    /// They are valid until the next read.
    /// </summary>
    public ReadOnlySpan<byte> PeekString(long offset) => PeekString(offset, out _);

    /// <inheritdoc cref="PeekString(long)" />
    /// <param name="offset">Where it begins.</param>
    /// <param name="isWhole">True when its NUL was reached.</param>
    public ReadOnlySpan<byte> PeekString(long offset, out bool isWhole)
    {
        var bytes = Peek(offset, 1);
        var end = bytes.IndexOf((byte)0);
        if (end < 0 && bytes.Length < _window.Length)
        {
            bytes = Peek(offset, _window.Length);
            end = bytes.IndexOf((byte)0);
        }

        isWhole = end >= 0;
        return end < 0 ? bytes : bytes[..end];
    }

    /// <summary>A string up to its NUL, at most <paramref name="most"/> bytes; null when it starts outside the file. Bytes that are no UTF-8 become U+FFFD.</summary>
    public string? ReadString(long offset, int most)
    {
        if (offset < 0 || offset >= Length)
        {
            return null;
        }

        var text = PeekString(offset);
        return Encoding.UTF8.GetString(text[..Math.Min(text.Length, most)]);
    }

    /// <summary>True when exactly these bytes and a NUL lie there.</summary>
    public bool HasString(long offset, ReadOnlySpan<byte> text)
    {
        const int piece = 1024;
        for (; text.Length >= _window.Length; text = text[piece..], offset += piece)
        {
            if (!Peek(offset, piece).StartsWith(text[..piece]))
            {
                return false;
            }
        }

        var bytes = Peek(offset, text.Length + 1);
        return bytes.Length > text.Length && bytes.StartsWith(text) && bytes[text.Length] == 0;
    }
}
