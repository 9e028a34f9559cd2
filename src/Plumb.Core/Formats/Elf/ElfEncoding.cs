using System.Buffers.Binary;

namespace Plumb.Formats.Elf;

/// <summary>How wide the words of an ELF file are, and in which order their bytes lie.</summary>
internal readonly record struct ElfEncoding(bool Is64Bit, bool IsLittleEndian)
{
    /// <summary>Bytes of an address.</summary>
    public int WordSize => Is64Bit ? 8 : 4;

    public ushort U16(ReadOnlySpan<byte> at) =>
        IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    public uint U32(ReadOnlySpan<byte> at) =>
        IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);

    public ulong U64(ReadOnlySpan<byte> at) =>
        IsLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(at) : BinaryPrimitives.ReadUInt64BigEndian(at);

    /// <summary>An address or an offset.</summary>
    public ulong Word(ReadOnlySpan<byte> at) => Is64Bit ? U64(at) : U32(at);
}
