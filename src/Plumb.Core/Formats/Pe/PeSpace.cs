using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Plumb.Formats.Pe;

/// <summary>Reads by address in memory, which the sections map to places in the file.</summary>
internal sealed class PeSpace(ByteWindow window, ImmutableArray<PeSection> sections)
{
    private const int LongestString = 512;

    public bool TryMap(long address, out long offset)
    {
        foreach (var section in sections)
        {
            if (address >= section.Address && address - section.Address < section.Size)
            {
                offset = section.Offset + (address - section.Address);
                return true;
            }
        }

        offset = 0;
        return false;
    }

    public bool TryRead(long address, Span<byte> buffer)
    {
        buffer.Clear();
        return TryMap(address, out var offset) && window.TryRead(offset, buffer);
    }

    public bool TryReadU32(long address, out uint value)
    {
        Span<byte> buffer = stackalloc byte[4];
        var read = TryRead(address, buffer);
        value = BinaryPrimitives.ReadUInt32LittleEndian(buffer);
        return read;
    }

    public bool TryReadU16(long address, out ushort value)
    {
        Span<byte> buffer = stackalloc byte[2];
        var read = TryRead(address, buffer);
        value = BinaryPrimitives.ReadUInt16LittleEndian(buffer);
        return read;
    }

    /// <summary>The bytes of a string without its NUL, valid until the next read; empty when it lies nowhere.</summary>
    public ReadOnlySpan<byte> PeekString(long address) =>
        TryMap(address, out var offset) ? window.PeekString(offset) : [];

    /// <summary>The same; empty too where it is longer than the window or does not end in the file.</summary>
    public ReadOnlySpan<byte> PeekWholeString(long address) =>
        TryMap(address, out var offset) && window.PeekString(offset, out var isWhole) is var text && isWhole
            ? text
            : [];

    /// <summary>A string of at most 512 bytes; null when it lies nowhere.</summary>
    public string? ReadString(long address) =>
        TryMap(address, out var offset) ? window.ReadString(offset, LongestString) : null;
}
