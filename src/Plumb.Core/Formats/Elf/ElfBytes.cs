using Plumb.Files;

namespace Plumb.Formats.Elf;

/// <summary>Bounded reads of numbers and strings in the file's byte order, through a window of a few pages.</summary>
internal sealed class ElfBytes(FileReader reader, ElfEncoding encoding, int windowSize = 8192)
{
    private readonly byte[] _window = new byte[windowSize];
    private long _windowOffset;
    private int _windowLength;

    public ElfEncoding Encoding { get; } = encoding;

    public long Length => reader.Length;

    public ushort U16(ReadOnlySpan<byte> at) => Encoding.U16(at);

    public uint U32(ReadOnlySpan<byte> at) => Encoding.U32(at);

    public ulong U64(ReadOnlySpan<byte> at) => Encoding.U64(at);

    /// <summary>Another window on the same file.</summary>
    public ElfBytes Another(int size) => new(reader, Encoding, size);

    /// <summary>Fills the buffer; false when the file ends before.</summary>
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

    /// <summary>A number of 4 or 8 bytes.</summary>
    public bool TryRead(long offset, bool wide, out ulong value)
    {
        Span<byte> buffer = stackalloc byte[8];
        buffer = buffer[..(wide ? 8 : 4)];
        var read = TryRead(offset, buffer);
        value =
            !read ? 0
            : wide ? U64(buffer)
            : U32(buffer);
        return read;
    }

    /// <summary>
    /// The bytes from an offset on, as far as the window reaches: at least that many unless the file ends before.
    /// They are valid until the next read.
    /// </summary>
    public ReadOnlySpan<byte> Peek(long offset, int least)
    {
        if (offset < _windowOffset || offset + least > _windowOffset + _windowLength)
        {
            if (offset < 0 || offset >= Length)
            {
                return [];
            }

            _windowOffset = offset;
            _windowLength = reader.ReadAt(offset, _window);
        }

        return _window.AsSpan((int)(offset - _windowOffset).._windowLength);
    }

    /// <summary>
    /// The bytes of a string up to its NUL, cut at the size of the window; empty when it starts outside the file.
    /// They are valid until the next read.
    /// </summary>
    public ReadOnlySpan<byte> PeekString(long offset)
    {
        var bytes = Peek(offset, 1);
        var end = bytes.IndexOf((byte)0);
        if (end < 0)
        {
            bytes = Peek(offset, (int)Math.Min(_window.Length, Length - offset));
            end = bytes.IndexOf((byte)0);
        }

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
        return System.Text.Encoding.UTF8.GetString(text[..Math.Min(text.Length, most)]);
    }

    /// <summary>True when exactly these bytes and a NUL lie there.</summary>
    public bool HasString(long offset, ReadOnlySpan<byte> text)
    {
        for (; text.Length >= _window.Length; text = text[1024..], offset += 1024)
        {
            if (!Peek(offset, 1024).StartsWith(text[..1024]))
            {
                return false;
            }
        }

        var bytes = Peek(offset, text.Length + 1);
        return bytes.Length > text.Length && bytes.StartsWith(text) && bytes[text.Length] == 0;
    }
}
