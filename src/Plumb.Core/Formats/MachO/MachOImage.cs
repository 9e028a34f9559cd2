using System.Buffers.Binary;
using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Formats.MachO;

/// <summary>
/// The processors that a macOS program or library is built for. Layout: Apple, <c>mach-o/loader.h</c> and <c>mach-o/fat.h</c>.
/// </summary>
public static class MachOImage
{
    /// <summary>CPU_TYPE_X86_64.</summary>
    public const uint X8664 = 0x01000007;

    /// <summary>CPU_TYPE_ARM64.</summary>
    public const uint Arm64 = 0x0100000C;

    private const int MostSlices = 16;

    /// <summary>The processor types, in file order; empty when this is no Mach-O file.</summary>
    public static ImmutableArray<uint> ReadProcessors(FileReader reader)
    {
        Span<byte> buffer = stackalloc byte[8 + (MostSlices * 32)];
        var header = buffer[..reader.ReadAt(0, buffer)];
        if (header.Length < 8)
        {
            return [];
        }

        return BinaryPrimitives.ReadUInt32BigEndian(header) switch
        {
            0xCFFAEDFE or 0xCEFAEDFE => [BinaryPrimitives.ReadUInt32LittleEndian(header[4..])],
            0xFEEDFACF or 0xFEEDFACE => [BinaryPrimitives.ReadUInt32BigEndian(header[4..])],
            0xCAFEBABE => ReadSlices(header, 20),
            0xCAFEBABF => ReadSlices(header, 32),
            _ => [],
        };
    }

    // A Java class file begins with the same four bytes; its "number of slices" is a version above 40.
    private static ImmutableArray<uint> ReadSlices(ReadOnlySpan<byte> header, int size)
    {
        var count = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        if (count > MostSlices || header.Length < 8 + (count * size))
        {
            return [];
        }

        var processors = ImmutableArray.CreateBuilder<uint>();
        for (var i = 0; i < count; i++)
        {
            processors.Add(BinaryPrimitives.ReadUInt32BigEndian(header[(8 + (i * size))..]));
        }

        return processors.ToImmutable();
    }
}
