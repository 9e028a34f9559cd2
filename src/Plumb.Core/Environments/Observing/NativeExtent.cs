using System.Buffers.Binary;

namespace Plumb.Environments.Observing;

/// <summary>How far a native file says that it reaches, by its own headers: enough to tell a file that was cut off.</summary>
internal static class NativeExtent
{
    /// <summary>True when the headers in <paramref name="head"/> name bytes beyond <paramref name="length"/>.</summary>
    public static bool EndsBefore(ReadOnlySpan<byte> head, long length) =>
        head.StartsWith("\u007fELF"u8) ? ElfEndsBefore(head, length)
        : head.StartsWith("MZ"u8) ? PeEndsBefore(head, length)
        : IsMachO(head) && MachOEndsBefore(head, length);

    /// <summary>True for a 64-bit ELF file without a section of type SHT_SYMTAB among headers that lie in <paramref name="head"/>… or without any section headers.</summary>
    public static bool IsStrippedElf(ReadOnlySpan<byte> head)
    {
        if (!IsElf64(head) || head.Length < 64)
        {
            return false;
        }

        var sections = BinaryPrimitives.ReadUInt64LittleEndian(head[40..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(head[60..]);
        if (count == 0)
        {
            return true;
        }

        if (sections + (ulong)count * 64 > (ulong)head.Length)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(head[((int)sections + (i * 64) + 4)..]) == 2)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsElf64(ReadOnlySpan<byte> head) => head.StartsWith("\u007fELF\u0002\u0001"u8);

    private static bool ElfEndsBefore(ReadOnlySpan<byte> head, long length)
    {
        if (!IsElf64(head))
        {
            return false;
        }

        if (head.Length < 64)
        {
            return length < 64;
        }

        var end = 0UL;
        var programs = BinaryPrimitives.ReadUInt64LittleEndian(head[32..]);
        var entrySize = BinaryPrimitives.ReadUInt16LittleEndian(head[54..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(head[56..]);
        for (var i = 0; i < count && entrySize >= 56; i++)
        {
            var at = programs + ((ulong)i * entrySize);
            if (at + 56 > (ulong)head.Length)
            {
                break;
            }

            var header = head[(int)at..];
            var kind = BinaryPrimitives.ReadUInt32LittleEndian(header);
            var offset = BinaryPrimitives.ReadUInt64LittleEndian(header[8..]);
            var size = BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
            if (kind == 1 && offset <= long.MaxValue && size <= long.MaxValue)
            {
                end = Math.Max(end, offset + size);
            }
        }

        var sections = BinaryPrimitives.ReadUInt64LittleEndian(head[40..]);
        var sectionCount = BinaryPrimitives.ReadUInt16LittleEndian(head[60..]);
        if (sections <= long.MaxValue)
        {
            end = Math.Max(end, sections + ((ulong)sectionCount * 64));
        }

        return end > (ulong)length;
    }

    private static bool PeEndsBefore(ReadOnlySpan<byte> head, long length)
    {
        if (head.Length < 64)
        {
            return length < 64;
        }

        var pe = BinaryPrimitives.ReadUInt32LittleEndian(head[60..]);
        if (pe + 24 > (ulong)head.Length || !head[(int)pe..].StartsWith("PE\0\0"u8))
        {
            return pe + 24 > (ulong)length;
        }

        var count = BinaryPrimitives.ReadUInt16LittleEndian(head[((int)pe + 6)..]);
        var optional = BinaryPrimitives.ReadUInt16LittleEndian(head[((int)pe + 20)..]);
        for (var i = 0; i < count; i++)
        {
            var at = (long)pe + 24 + optional + (i * 40L);
            if (at + 40 > head.Length)
            {
                break;
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

            // LC_SEGMENT_64
            if (kind == 0x19)
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
