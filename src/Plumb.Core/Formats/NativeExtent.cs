using System.Buffers.Binary;
using Plumb.Formats.Elf;

namespace Plumb.Formats;

/// <summary>How far a native file says that it reaches, by its own headers: enough to tell a file that was cut off.</summary>
internal static class NativeExtent
{
    /// <summary>True when the file begins as an ELF, PE or Mach-O file does.</summary>
    public static bool IsNative(ReadOnlySpan<byte> head) =>
        ElfHeader.IsElf(head) || head.StartsWith("MZ"u8) || IsMachO(head) || IsFatMachO(head);

    /// <summary>True when the headers in <paramref name="head"/> name bytes beyond <paramref name="length"/>.</summary>
    public static bool EndsBefore(ReadOnlySpan<byte> head, long length) =>
        ElfHeader.IsElf(head) ? ElfExtent.EndsBefore(head, length)
        : head.StartsWith("MZ"u8) ? PeEndsBefore(head, length)
        : IsMachO(head) ? MachOEndsBefore(head, length)
        : IsFatMachO(head) && FatMachOEndsBefore(head, length);

    /// <summary>True for an ELF file without section headers, or without a symbol table (SHT_SYMTAB) among those that lie in <paramref name="head"/>.</summary>
    public static bool IsStrippedElf(ReadOnlySpan<byte> head) => ElfExtent.IsStripped(head);

    private static bool PeEndsBefore(ReadOnlySpan<byte> head, long length)
    {
        if (head.Length < 64)
        {
            return length < 64;
        }

        var pe = BinaryPrimitives.ReadUInt32LittleEndian(head[60..]);
        if (pe + 24UL > (ulong)head.Length || !head[(int)pe..].StartsWith("PE\0\0"u8))
        {
            return pe + 24UL > (ulong)length;
        }

        var count = BinaryPrimitives.ReadUInt16LittleEndian(head[((int)pe + 6)..]);
        var optional = BinaryPrimitives.ReadUInt16LittleEndian(head[((int)pe + 20)..]);
        for (var i = 0; i < count; i++)
        {
            var at = (long)pe + 24 + optional + (i * 40L);
            if (at + 40 > head.Length)
            {
                return at + 40 > length;
            }

            var size = BinaryPrimitives.ReadUInt32LittleEndian(head[((int)at + 16)..]);
            var offset = BinaryPrimitives.ReadUInt32LittleEndian(head[((int)at + 20)..]);
            if ((long)offset + size > length)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMachO(ReadOnlySpan<byte> head) =>
        head.Length >= 32 && BinaryPrimitives.ReadUInt32LittleEndian(head) == 0xFEEDFACF;

    /// <summary>Java class files begin with the same four bytes; their next word is a version above 40.</summary>
    private static bool IsFatMachO(ReadOnlySpan<byte> head) =>
        head.Length >= 8
        && BinaryPrimitives.ReadUInt32BigEndian(head) == 0xCAFEBABE
        && BinaryPrimitives.ReadUInt32BigEndian(head[4..]) is > 0 and < 20;

    private static bool FatMachOEndsBefore(ReadOnlySpan<byte> head, long length)
    {
        var count = (int)BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
        for (var i = 0; i < count; i++)
        {
            var at = 8 + (i * 20);
            if (at + 20 > head.Length)
            {
                return at + 20 > length;
            }

            var offset = BinaryPrimitives.ReadUInt32BigEndian(head[(at + 8)..]);
            var size = BinaryPrimitives.ReadUInt32BigEndian(head[(at + 12)..]);
            if ((long)offset + size > length)
            {
                return true;
            }
        }

        return false;
    }

    private static bool MachOEndsBefore(ReadOnlySpan<byte> head, long length)
    {
        var commands = BinaryPrimitives.ReadUInt32LittleEndian(head[16..]);
        var at = 32L;
        for (var i = 0; i < commands && at + 56 <= head.Length; i++)
        {
            var command = head[(int)at..];
            var kind = BinaryPrimitives.ReadUInt32LittleEndian(command);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(command[4..]);
            if (size < 8)
            {
                break;
            }

            const uint segment64 = 0x19;
            if (kind == segment64)
            {
                var offset = BinaryPrimitives.ReadUInt64LittleEndian(command[40..]);
                var bytes = BinaryPrimitives.ReadUInt64LittleEndian(command[48..]);
                if (offset <= long.MaxValue && bytes <= long.MaxValue && offset + bytes > (ulong)length)
                {
                    return true;
                }
            }

            at += size;
        }

        return false;
    }
}
