using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Formats.Pe;

/// <summary>The headers of a Windows program or library before its section table, from the bytes of the beginning.</summary>
internal readonly record struct PeHeader
{
    /// <summary>Bytes of the MS-DOS header, which says where the rest is.</summary>
    public const int DosSize = 64;

    /// <summary>Bytes of the signature and the COFF header.</summary>
    public const int CoffSize = 24;

    /// <summary>Where the signature is.</summary>
    public uint Offset { get; private init; }

    public ushort Machine { get; private init; }

    public ushort SectionCount { get; private init; }

    public ushort OptionalSize { get; private init; }

    public ushort Characteristics { get; private init; }

    /// <summary>Where the optional header begins.</summary>
    public long OptionalOffset => (long)Offset + CoffSize;

    /// <summary>Where the section table begins.</summary>
    public long SectionOffset => OptionalOffset + OptionalSize;

    /// <summary>True when the bytes begin as an MS-DOS program does.</summary>
    public static bool IsDos(ReadOnlySpan<byte> head) => head.StartsWith("MZ"u8);

    /// <summary>Where the signature has to be; false when this is not even an MS-DOS header.</summary>
    public static bool TryFind(ReadOnlySpan<byte> head, out uint offset)
    {
        var found = head.Length >= DosSize && IsDos(head);
        offset = found ? BinaryPrimitives.ReadUInt32LittleEndian(head[60..]) : 0;
        return found;
    }

    /// <summary>Reads the signature and the COFF header, which lie at that offset of the file.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> coff,
        uint offset,
        out PeHeader header,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        if (coff.Length < CoffSize || !coff.StartsWith("PE\0\0"u8))
        {
            header = default;
            error = new FormatError("The PE header is missing.", offset);
            return false;
        }

        header = new PeHeader
        {
            Offset = offset,
            Machine = BinaryPrimitives.ReadUInt16LittleEndian(coff[4..]),
            SectionCount = BinaryPrimitives.ReadUInt16LittleEndian(coff[6..]),
            OptionalSize = BinaryPrimitives.ReadUInt16LittleEndian(coff[20..]),
            Characteristics = BinaryPrimitives.ReadUInt16LittleEndian(coff[22..]),
        };
        error = null;
        return true;
    }
}
