using System.Buffers.Binary;

namespace Plumb.Formats.MachO;

/// <summary>The header of a thin Mach-O file or of one slice (<c>mach-o/loader.h</c>).</summary>
internal readonly record struct MachOHeader
{
    /// <summary>Bytes that tell the processor.</summary>
    public const int Smallest = 8;

    /// <summary>Bytes of the largest header.</summary>
    public const int Largest = 32;

    public bool Is64Bit { get; private init; }

    public bool IsBigEndian { get; private init; }

    public uint Processor { get; private init; }

    public uint Subtype { get; private init; }

    public uint FileType { get; private init; }

    public uint CommandCount { get; private init; }

    public uint CommandBytes { get; private init; }

    /// <summary>Bytes of this header.</summary>
    public int Size => Is64Bit ? 32 : 28;

    /// <summary>Reads what the bytes hold: the counts are 0 when there are only the first 8. False when they begin otherwise.</summary>
    public static bool TryParse(ReadOnlySpan<byte> head, out MachOHeader header)
    {
        header = default;
        if (head.Length < Smallest)
        {
            return false;
        }

        var magic = BinaryPrimitives.ReadUInt32LittleEndian(head);
        if (magic is not (0xFEEDFACF or 0xFEEDFACE or 0xCFFAEDFE or 0xCEFAEDFE))
        {
            return false;
        }

        var big = magic is 0xCFFAEDFE or 0xCEFAEDFE;
        var isWhole = head.Length >= 28;
        header = new MachOHeader
        {
            Is64Bit = magic is 0xFEEDFACF or 0xCFFAEDFE,
            IsBigEndian = big,
            Processor = U32(head, 4, big),
            Subtype = isWhole ? U32(head, 8, big) : 0,
            FileType = isWhole ? U32(head, 12, big) : 0,
            CommandCount = isWhole ? U32(head, 16, big) : 0,
            CommandBytes = isWhole ? U32(head, 20, big) : 0,
        };
        return true;
    }

    public uint U32(ReadOnlySpan<byte> bytes, int at) => U32(bytes, at, IsBigEndian);

    /// <summary>An address or a size of a file that is 64 bits wide.</summary>
    public ulong U64(ReadOnlySpan<byte> bytes, int at) =>
        IsBigEndian
            ? BinaryPrimitives.ReadUInt64BigEndian(bytes[at..])
            : BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at, bool isBigEndian) =>
        isBigEndian
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes[at..])
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
