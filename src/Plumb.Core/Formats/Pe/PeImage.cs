using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Plumb.Files;
using Plumb.Text;

namespace Plumb.Formats.Pe;

/// <summary>
/// A Windows executable or DLL, read by position: its machine and its exported constants.
/// Layout: Microsoft, "PE Format". Does not own the reader.
/// </summary>
public sealed class PeImage
{
    private const int MostSections = 96;
    private const uint MostExports = 1 << 20;
    private readonly FileReader _reader;
    private readonly ImmutableArray<PeSection> _sections;
    private readonly uint _exports;

    private PeImage(FileReader reader, ushort machine, ImmutableArray<PeSection> sections, uint exports)
    {
        _reader = reader;
        Machine = machine;
        _sections = sections;
        _exports = exports;
    }

    /// <summary>0x8664 x86-64, 0xAA64 ARM64, 0x14C x86.</summary>
    public ushort Machine { get; }

    /// <summary>Reads the headers and the section table.</summary>
    public static bool TryOpen(
        FileReader reader,
        [NotNullWhen(true)] out PeImage? image,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        image = null;
        Span<byte> header = stackalloc byte[64];
        if (reader.ReadAt(0, header) < 64 || header[0] != 'M' || header[1] != 'Z')
        {
            error = new FormatError("This is not a Windows program.", 0);
            return false;
        }

        var at = BinaryPrimitives.ReadUInt32LittleEndian(header[60..]);
        Span<byte> coff = stackalloc byte[24];
        if (reader.ReadAt(at, coff) < 24 || !coff[..4].SequenceEqual("PE\0\0"u8))
        {
            error = new FormatError("The PE header is missing.", at);
            return false;
        }

        var sections = Math.Min((int)BinaryPrimitives.ReadUInt16LittleEndian(coff[6..]), MostSections);
        var optionalSize = BinaryPrimitives.ReadUInt16LittleEndian(coff[20..]);
        image = new PeImage(
            reader,
            BinaryPrimitives.ReadUInt16LittleEndian(coff[4..]),
            ReadSections(reader, at + 24L + optionalSize, sections),
            ReadExportAddress(reader, at + 24L, optionalSize)
        );
        error = null;
        return true;
    }

    /// <summary>The value of an exported 4-byte constant (<c>unsigned long</c> of Windows), found by binary search of the names.</summary>
    public bool TryReadConstant(string symbol, out uint value)
    {
        value = 0;
        Span<byte> table = stackalloc byte[40];
        if (_exports == 0 || !TryRead(_exports, table))
        {
            return false;
        }

        var names = BinaryPrimitives.ReadUInt32LittleEndian(table[24..]);
        var functions = BinaryPrimitives.ReadUInt32LittleEndian(table[28..]);
        var namesAt = BinaryPrimitives.ReadUInt32LittleEndian(table[32..]);
        var ordinalsAt = BinaryPrimitives.ReadUInt32LittleEndian(table[36..]);
        var wanted = Encoding.ASCII.GetBytes(symbol);
        long low = 0,
            high = Math.Min(names, MostExports) - 1L;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (!TryReadU32(namesAt + (middle * 4), out var name) || !TryCompare(name, wanted, out var order))
            {
                return false;
            }

            if (order == 0)
            {
                return TryReadU16(ordinalsAt + (middle * 2), out var ordinal)
                    && TryReadU32(functions + (ordinal * 4L), out var address)
                    && TryReadU32(address, out value);
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }

    private bool TryCompare(uint name, ReadOnlySpan<byte> wanted, out int order)
    {
        Span<byte> buffer = stackalloc byte[128];
        order = 0;
        if (!TryMap(name, out var offset))
        {
            return false;
        }

        var text = buffer[.._reader.ReadAt(offset, buffer)];
        var end = text.IndexOf((byte)0);
        order = (end < 0 ? text : text[..end]).SequenceCompareTo(wanted);
        return true;
    }

    private bool TryReadU32(long address, out uint value)
    {
        Span<byte> buffer = stackalloc byte[4];
        var read = TryRead(address, buffer);
        value = BinaryPrimitives.ReadUInt32LittleEndian(buffer);
        return read;
    }

    private bool TryReadU16(long address, out ushort value)
    {
        Span<byte> buffer = stackalloc byte[2];
        var read = TryRead(address, buffer);
        value = BinaryPrimitives.ReadUInt16LittleEndian(buffer);
        return read;
    }

    private bool TryRead(long address, Span<byte> buffer)
    {
        buffer.Clear();
        return TryMap(address, out var offset) && _reader.ReadAt(offset, buffer) == buffer.Length;
    }

    private bool TryMap(long address, out long offset)
    {
        foreach (var section in _sections)
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

    private static ImmutableArray<PeSection> ReadSections(FileReader reader, long at, int count)
    {
        var sections = ImmutableArray.CreateBuilder<PeSection>(count);
        Span<byte> entry = stackalloc byte[40];
        for (var i = 0; i < count && reader.ReadAt(at + (i * 40L), entry) == 40; i++)
        {
            sections.Add(
                new PeSection(
                    BinaryPrimitives.ReadUInt32LittleEndian(entry[12..]),
                    BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]),
                    BinaryPrimitives.ReadUInt32LittleEndian(entry[16..])
                )
            );
        }

        return sections.ToImmutable();
    }

    // The first data directory; it lies 16 bytes further in PE32+ (magic 0x20B).
    private static uint ReadExportAddress(FileReader reader, long at, int size)
    {
        Span<byte> buffer = stackalloc byte[120];
        var optional = buffer[..reader.ReadAt(at, buffer[..Math.Min(size, buffer.Length)])];
        var offset = optional.Length >= 2 && BinaryPrimitives.ReadUInt16LittleEndian(optional) == 0x20B ? 112 : 96;
        return optional.Length >= offset + 4 ? BinaryPrimitives.ReadUInt32LittleEndian(optional[offset..]) : 0;
    }

    private readonly record struct PeSection(uint Address, uint Offset, uint Size);
}
