using System.Buffers.Binary;
using System.Globalization;

namespace Plumb.Machine.Gpus.Nvml;

/// <summary>Where a card sits and what it is.</summary>
/// <param name="Address">As Linux writes it: <c>0000:01:00.0</c>.</param>
/// <param name="Id">Vendor and product: <c>10de:2c02</c>.</param>
internal readonly record struct NvmlPci(string? Address, string? Id)
{
    /// <summary>Reads <c>nvmlPciInfo_t</c>: 16 bytes of text, then domain, bus, device, product and subsystem as 32-bit numbers.</summary>
    public static NvmlPci Read(ReadOnlySpan<byte> bytes)
    {
        var domain = BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]);
        var bus = BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]);
        var device = BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]);
        var product = BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]);
        return new NvmlPci(
            bus <= 0xFF && device <= 0x1F
                ? string.Create(CultureInfo.InvariantCulture, $"{domain:x4}:{bus:x2}:{device:x2}.0")
                : null,
            product == 0
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"{product & 0xFFFF:x4}:{product >> 16:x4}")
        );
    }
}
