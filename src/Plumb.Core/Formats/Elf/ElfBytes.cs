using Plumb.Files;

namespace Plumb.Formats.Elf;

/// <summary>Bounded reads of numbers and strings in the file's byte order, through a window of a few pages.</summary>
internal sealed class ElfBytes
{
    private readonly ByteWindow _window;

    private ElfBytes(ByteWindow window, ElfEncoding encoding)
    {
        _window = window;
        Encoding = encoding;
    }

    public ElfBytes(FileReader reader, ElfEncoding encoding)
        : this(new ByteWindow(reader, 8192), encoding) { }

    public ElfEncoding Encoding { get; }

    public long Length => _window.Length;

    public ushort U16(ReadOnlySpan<byte> at) => Encoding.U16(at);

    public uint U32(ReadOnlySpan<byte> at) => Encoding.U32(at);

    public ulong U64(ReadOnlySpan<byte> at) => Encoding.U64(at);

    /// <summary>Another window on the same file.</summary>
    public ElfBytes Another(int size) => new(_window.Another(size), Encoding);

    /// <inheritdoc cref="ByteWindow.TryRead" />
    public bool TryRead(long offset, Span<byte> buffer) => _window.TryRead(offset, buffer);

    /// <inheritdoc cref="ByteWindow.TryReadWhole" />
    public bool TryReadWhole(long offset, Span<byte> buffer) => _window.TryReadWhole(offset, buffer);

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

    /// <inheritdoc cref="ByteWindow.Peek" />
    public ReadOnlySpan<byte> Peek(long offset, int least) => _window.Peek(offset, least);

    /// <inheritdoc cref="ByteWindow.PeekString(long)" />
    public ReadOnlySpan<byte> PeekString(long offset) => _window.PeekString(offset);

    /// <inheritdoc cref="ByteWindow.ReadString" />
    public string? ReadString(long offset, int most) => _window.ReadString(offset, most);

    /// <inheritdoc cref="ByteWindow.HasString" />
    public bool HasString(long offset, ReadOnlySpan<byte> text) => _window.HasString(offset, text);
}
