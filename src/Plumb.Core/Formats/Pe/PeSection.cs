using System.Buffers.Binary;
using System.Text;

namespace Plumb.Formats.Pe;

/// <summary>One row of the section table.</summary>
internal readonly record struct PeSection(string Name, uint Address, uint Offset, uint Size, uint Flags)
{
    /// <summary>Bytes of a row.</summary>
    public const int RowSize = 40;

    /// <summary>Where its bytes end in the file.</summary>
    public long End => Size == 0 ? 0 : (long)Offset + Size;

    public static PeSection Parse(ReadOnlySpan<byte> row)
    {
        var name = row[..8];
        var end = name.IndexOf((byte)0);
        return new PeSection(
            Encoding.UTF8.GetString(end < 0 ? name : name[..end]),
            BinaryPrimitives.ReadUInt32LittleEndian(row[12..]),
            BinaryPrimitives.ReadUInt32LittleEndian(row[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(row[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(row[36..])
        );
    }

    public NativeSection ToNative()
    {
        const uint executable = 0x20000000;
        const uint writable = 0x80000000;
        return new NativeSection(Name, Offset, Size, (Flags & executable) != 0, (Flags & writable) != 0);
    }
}
