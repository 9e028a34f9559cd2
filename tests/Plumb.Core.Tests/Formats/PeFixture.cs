using System.Buffers.Binary;
using System.Text;

namespace Plumb.Core.Tests.Formats;

/// <summary>Writes small PE files with one section that holds an export table of 4-byte constants.</summary>
public static class PeFixture
{
    private const int SectionAddress = 0x1000;
    private const int SectionOffset = 0x200;

    public static byte[] Build(ushort machine, bool isPlus, params (string Name, uint Value)[] exports)
    {
        exports = [.. exports.OrderBy(e => e.Name, StringComparer.Ordinal)];
        var bytes = new byte[0x1000];
        var file = bytes.AsSpan();
        "MZ"u8.CopyTo(file);
        U32(file[60..], 0x80);
        "PE\0\0"u8.CopyTo(file[0x80..]);
        U16(file[0x84..], machine);
        U16(file[0x86..], 1);
        var optionalSize = isPlus ? 240 : 224;
        U16(file[0x94..], (ushort)optionalSize);
        U16(file[0x98..], (ushort)(isPlus ? 0x20B : 0x10B));
        U32(file[(0x98 + (isPlus ? 112 : 96))..], SectionAddress);
        var section = file[(0x98 + optionalSize)..];
        ".nv_fatb"u8.CopyTo(section);
        U32(section[12..], SectionAddress);
        U32(section[16..], 0xE00);
        U32(section[20..], SectionOffset);
        WriteExports(file[SectionOffset..], exports);
        return bytes;
    }

    /// <summary>Adds tables of imports and delayed imports; delayed ones are written by absolute address where the image is of 32 bits.</summary>
    public static byte[] WithImports(byte[] image, bool isPlus, string[] imports, string[] delayed)
    {
        const uint imageBase = 0x400000;
        const int importsAt = 0x1800;
        const int delayedAt = 0x1900;
        var file = image.AsSpan();
        var optional = file[0x98..];
        var directories = optional[(isPlus ? 112 : 96)..];
        U32(optional[(isPlus ? 24 : 28)..], imageBase);
        U16(optional[68..], 3);
        U16(file[0x96..], 0x2000);
        U32(directories[8..], importsAt);
        U32(directories[(13 * 8)..], delayedAt);
        var free = 0x1B00;
        for (var i = 0; i < imports.Length; i++)
        {
            U32(file[(SectionOffset + importsAt - SectionAddress + (i * 20) + 12)..], (uint)free);
            free += WriteName(file, free, imports[i]);
        }

        for (var i = 0; i < delayed.Length; i++)
        {
            var row = file[(SectionOffset + delayedAt - SectionAddress + (i * 32))..];
            U32(row, isPlus ? 1u : 0u);
            U32(row[4..], (uint)free + (isPlus ? 0 : imageBase));
            free += WriteName(file, free, delayed[i]);
        }

        return image;
    }

    /// <summary>As <see cref="WithImports(byte[], bool, string[], string[])"/>, with the one name that is asked of each, by PE32+'s tables.</summary>
    public static byte[] WithNames(
        byte[] image,
        (string Library, string Name)[] imports,
        (string Library, string Name)[] delayed
    )
    {
        WithImports(image, true, [.. imports.Select(i => i.Library)], [.. delayed.Select(i => i.Library)]);
        var free = SectionAddress + image.Length - SectionOffset;
        Array.Resize(ref image, image.Length + imports.Concat(delayed).Sum(i => i.Name.Length + 32));
        var file = image.AsSpan();
        U32(file[(0x98 + 240 + 16)..], (uint)(image.Length - SectionOffset));
        for (var i = 0; i < imports.Length; i++)
        {
            U32(file[(SectionOffset + 0x800 + (i * 20))..], (uint)WriteThunk(file, ref free, imports[i].Name));
        }

        for (var i = 0; i < delayed.Length; i++)
        {
            U32(file[(SectionOffset + 0x900 + (i * 32) + 16)..], (uint)WriteThunk(file, ref free, delayed[i].Name));
        }

        return image;
    }

    /// <summary>The image with so many rows of imports, each that of the first, which share one table of names that begin inside one another.</summary>
    public static byte[] WithOneTable(byte[] image, int names, int rows)
    {
        var row = image.AsSpan(SectionOffset + 0x800, 20).ToArray();
        var start = image.Length;
        var text = Align(names + 200);
        Array.Resize(ref image, start + ((rows + 1) * 20) + text + ((names + 1) * 8));
        var file = image.AsSpan();
        var address = SectionAddress + start - SectionOffset;
        U32(file[(0x98 + 240 + 16)..], (uint)(image.Length - SectionOffset));
        U32(file[(0x98 + 112 + 8)..], (uint)address);
        var texts = start + ((rows + 1) * 20);
        for (var i = 0; i < rows; i++)
        {
            row.CopyTo(file[(start + (i * 20))..]);
            U32(file[(start + (i * 20))..], (uint)(SectionAddress + texts + text - SectionOffset));
        }

        file.Slice(texts, names + 100).Fill((byte)'n');
        for (var i = 0; i < names; i++)
        {
            U32(file[(texts + text + (i * 8))..], (uint)(SectionAddress + texts + i - SectionOffset));
        }

        return image;
    }

    private static int Align(int length) => (length + 7) / 8 * 8;

    // A table of one entry and the zero that ends it, then the hint and the name.
    private static int WriteThunk(Span<byte> file, ref int free, string name)
    {
        var table = free;
        free += 16;
        U32(file[(SectionOffset + table - SectionAddress)..], (uint)free);
        free += 2;
        free += WriteName(file, free, name);
        return table;
    }

    private static int WriteName(Span<byte> file, int address, string name) =>
        Encoding.ASCII.GetBytes(name, file[(SectionOffset + address - SectionAddress)..]) + 1;

    private static void WriteExports(Span<byte> data, (string Name, uint Value)[] exports)
    {
        int functions = 40,
            names = functions + (exports.Length * 4),
            ordinals = names + (exports.Length * 4),
            free = ordinals + (exports.Length * 4);
        U32(data[24..], (uint)exports.Length);
        U32(data[28..], (uint)(SectionAddress + functions));
        U32(data[32..], (uint)(SectionAddress + names));
        U32(data[36..], (uint)(SectionAddress + ordinals));
        for (var i = 0; i < exports.Length; i++)
        {
            U32(data[(functions + (i * 4))..], (uint)(SectionAddress + free));
            U32(data[free..], exports[i].Value);
            U32(data[(names + (i * 4))..], (uint)(SectionAddress + free + 4));
            U16(data[(ordinals + (i * 2))..], (ushort)i);
            free += 4 + Encoding.ASCII.GetBytes(exports[i].Name, data[(free + 4)..]) + 1;
        }
    }

    private static void U16(Span<byte> at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(at, value);

    private static void U32(Span<byte> at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(at, value);
}
