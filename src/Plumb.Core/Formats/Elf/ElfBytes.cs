using System.Buffers.Binary;
using System.Text;
using Plumb.Files;

namespace Plumb.Formats.Elf;

/// <summary>Bounded reads of numbers and strings in the file's byte order, through a window of one page or two.</summary>
internal sealed class ElfBytes(FileReader reader, bool is64Bit, bool isLittleEndian)
{
    private readonly byte[] _window = new byte[8192];
    private long _windowOffset = -1;
    private int _windowLength;

    public bool Is64Bit { get; } = is64Bit;

    public bool IsLittleEndian { get; } = isLittleEndian;

    public int WordSize => Is64Bit ? 8 : 4;

    public long Length => reader.Length;

    public ushort U16(ReadOnlySpan<byte> at) =>
        IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    public uint U32(ReadOnlySpan<byte> at) =>
        IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);

    public ulong U64(ReadOnlySpan<byte> at) =>
        IsLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(at) : BinaryPrimitives.ReadUInt64BigEndian(at);

    /// <summary>Fills the buffer; false when the file ends before.</summary>
    public bool TryRead(long offset, Span<byte> buffer)
    {
        if (offset < 0 || buffer.Length > _window.Length || offset > Length - buffer.Length)
        {
            return false;
        }

        if (offset < _windowOffset || _windowOffset < 0 || offset + buffer.Length > _windowOffset + _windowLength)
        {
            _windowOffset = offset;
            _windowLength = reader.ReadAt(offset, _window);
        }

        var start = (int)(offset - _windowOffset);
        if (start + buffer.Length > _windowLength)
        {
            return false;
        }

        _window.AsSpan(start, buffer.Length).CopyTo(buffer);
        return true;
    }

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

    /// <summary>A string up to its NUL, at most <paramref name="most"/> bytes; null when it starts outside the file. Bytes that are no UTF-8 become U+FFFD.</summary>
    public string? ReadString(long offset, int most)
    {
        if (offset < 0 || offset >= Length)
        {
            return null;
        }

        Span<byte> buffer = stackalloc byte[4096];
        buffer = buffer[..(int)Math.Min(Math.Min(most, buffer.Length), Length - offset)];
        if (!TryRead(offset, buffer))
        {
            return null;
        }

        var end = buffer.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? buffer : buffer[..end]);
    }
}
