using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Plumb.Formats.MachO;

/// <summary>One row of the table of a fat file.</summary>
internal readonly record struct MachOFatSlice(uint Processor, uint Subtype, long Offset, long Length);

/// <summary>The table that a fat file begins with (<c>mach-o/fat.h</c>), always big-endian.</summary>
internal static class MachOFatHeader
{
    /// <summary>Bytes that hold the largest table.</summary>
    public const int Largest = 8 + (MostSlices * 32);

    // A Java class file begins with the same four bytes; its "number of slices" is a version above 40.
    private const int MostSlices = 30;

    /// <summary>True when the bytes begin as a fat file does.</summary>
    public static bool IsFat(ReadOnlySpan<byte> head) =>
        head.Length >= 8
        && BinaryPrimitives.ReadUInt32BigEndian(head) is 0xCAFEBABE or 0xCAFEBABF
        && BinaryPrimitives.ReadUInt32BigEndian(head[4..]) is > 0 and <= MostSlices;

    /// <summary>The rows that lie in <paramref name="head"/>, and whether those are all.</summary>
    public static ImmutableArray<MachOFatSlice> Read(ReadOnlySpan<byte> head, out bool isWhole)
    {
        var wide = head[3] == 0xBF;
        var size = wide ? 32 : 20;
        var count = (int)BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
        var slices = ImmutableArray.CreateBuilder<MachOFatSlice>(count);
        for (var rows = head[8..]; rows.Length >= size && slices.Count < count; rows = rows[size..])
        {
            slices.Add(
                new MachOFatSlice(
                    BinaryPrimitives.ReadUInt32BigEndian(rows),
                    BinaryPrimitives.ReadUInt32BigEndian(rows[4..]),
                    wide ? U63(rows[8..]) : BinaryPrimitives.ReadUInt32BigEndian(rows[8..]),
                    wide ? U63(rows[16..]) : BinaryPrimitives.ReadUInt32BigEndian(rows[12..])
                )
            );
        }

        isWhole = slices.Count == count;
        return slices.ToImmutable();
    }

    // Places that no file can have are cut so that sums of two do not overflow.
    private static long U63(ReadOnlySpan<byte> at) =>
        (long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(at), long.MaxValue / 2);
}
