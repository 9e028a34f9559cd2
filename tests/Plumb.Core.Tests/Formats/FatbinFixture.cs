using System.Buffers.Binary;

namespace Plumb.Core.Tests.Formats;

/// <summary>Writes fatbin containers.</summary>
internal static class FatbinFixture
{
    public static byte[] Entry(
        ushort kind,
        uint architecture,
        ulong flags,
        int extra = 0,
        int payload = 16,
        ushort minor = 7,
        ushort major = 1
    )
    {
        var bytes = new byte[64 + extra + payload];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, kind);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), 0x101);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), 64 + extra);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), payload);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(24), minor);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(26), major);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(28), architecture);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(40), flags);
        bytes.AsSpan(64 + extra).Fill(0xAA);
        return bytes;
    }

    public static byte[] Container(params byte[][] entries)
    {
        byte[] all = [.. entries.SelectMany(e => e)];
        var bytes = new byte[16 + all.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, 0xBA55ED50);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), 16);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), all.Length);
        all.CopyTo(bytes, 16);
        return bytes;
    }
}
