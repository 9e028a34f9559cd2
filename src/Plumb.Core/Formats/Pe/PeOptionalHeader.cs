using System.Buffers.Binary;

namespace Plumb.Formats.Pe;

/// <summary>The optional header: where the tables of imports and exports are in memory; 0 for those that are not there.</summary>
internal readonly record struct PeOptionalHeader(
    ulong ImageBase,
    ushort Subsystem,
    uint Exports,
    uint Imports,
    uint DelayImports,
    bool IsPlus
)
{
    /// <summary>Reads what the bytes hold. The directories lie 16 bytes further in PE32+ (magic 0x20B) than in PE32.</summary>
    public static PeOptionalHeader Parse(ReadOnlySpan<byte> header)
    {
        if (header.Length < 96)
        {
            return default;
        }

        var isPlus = BinaryPrimitives.ReadUInt16LittleEndian(header) == 0x20B;
        var directories = header[Math.Min(header.Length, isPlus ? 112 : 96)..];
        return new PeOptionalHeader(
            isPlus
                ? BinaryPrimitives.ReadUInt64LittleEndian(header[24..])
                : BinaryPrimitives.ReadUInt32LittleEndian(header[28..]),
            BinaryPrimitives.ReadUInt16LittleEndian(header[68..]),
            Directory(directories, 0),
            Directory(directories, 1),
            Directory(directories, 13),
            isPlus
        );
    }

    private static uint Directory(ReadOnlySpan<byte> directories, int index) =>
        directories.Length >= (index * 8) + 8 ? BinaryPrimitives.ReadUInt32LittleEndian(directories[(index * 8)..]) : 0;
}
