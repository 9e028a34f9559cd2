using System.Buffers.Binary;

namespace Plumb.Environments.Observing;

/// <summary>The part of an ELF header that tells where its tables lie: little-endian, 32 or 64 bits wide.</summary>
internal readonly record struct ElfHeader
{
    /// <summary>Bytes of the smallest ELF header.</summary>
    public const int Smallest = 52;

    private bool Is64 { get; init; }

    private ulong Programs { get; init; }

    private ushort ProgramSize { get; init; }

    private ulong Sections { get; init; }

    private ushort SectionSize { get; init; }

    /// <summary>How many program headers there are.</summary>
    public ushort ProgramCount { get; private init; }

    /// <summary>How many section headers there are.</summary>
    public ushort SectionCount { get; private init; }

    /// <summary>The offset after the last section header.</summary>
    public ulong SectionsEnd => Sections > long.MaxValue ? 0 : Sections + ((ulong)SectionCount * SectionSize);

    /// <summary>True when the bytes begin as an ELF file does.</summary>
    public static bool IsElf(ReadOnlySpan<byte> head) => head.StartsWith("\u007fELF"u8);

    /// <summary>False when the header is not whole, or of a form that is not read here (big-endian).</summary>
    public static bool TryRead(ReadOnlySpan<byte> head, out ElfHeader header)
    {
        header = default;
        const int wide = 64;
        if (head.Length < Smallest || !IsElf(head) || head[5] != 1 || head[4] is not (1 or 2))
        {
            return false;
        }

        if (head[4] == 1)
        {
            header = new ElfHeader
            {
                Programs = BinaryPrimitives.ReadUInt32LittleEndian(head[28..]),
                Sections = BinaryPrimitives.ReadUInt32LittleEndian(head[32..]),
                ProgramSize = BinaryPrimitives.ReadUInt16LittleEndian(head[42..]),
                ProgramCount = BinaryPrimitives.ReadUInt16LittleEndian(head[44..]),
                SectionSize = BinaryPrimitives.ReadUInt16LittleEndian(head[46..]),
                SectionCount = BinaryPrimitives.ReadUInt16LittleEndian(head[48..]),
            };
            return true;
        }

        if (head.Length < wide)
        {
            return false;
        }

        header = new ElfHeader
        {
            Is64 = true,
            Programs = BinaryPrimitives.ReadUInt64LittleEndian(head[32..]),
            Sections = BinaryPrimitives.ReadUInt64LittleEndian(head[40..]),
            ProgramSize = BinaryPrimitives.ReadUInt16LittleEndian(head[54..]),
            ProgramCount = BinaryPrimitives.ReadUInt16LittleEndian(head[56..]),
            SectionSize = BinaryPrimitives.ReadUInt16LittleEndian(head[58..]),
            SectionCount = BinaryPrimitives.ReadUInt16LittleEndian(head[60..]),
        };
        return true;
    }

    /// <summary>The type of a section whose header lies in <paramref name="head"/>.</summary>
    public uint SectionType(ReadOnlySpan<byte> head, int index)
    {
        var at = Sections + ((ulong)index * SectionSize) + 4;
        return at + 4 <= (ulong)head.Length ? BinaryPrimitives.ReadUInt32LittleEndian(head[(int)at..]) : 0;
    }

    /// <summary>Where the bytes of a loaded segment end; 0 for other segments. False when its header does not lie in <paramref name="head"/>.</summary>
    public bool TryReadLoad(ReadOnlySpan<byte> head, int index, out ulong end)
    {
        end = 0;
        var needed = Is64 ? 56u : 32u;
        var at = Programs + ((ulong)index * ProgramSize);
        if (ProgramSize < needed || Programs > (ulong)head.Length || at + needed > (ulong)head.Length)
        {
            return false;
        }

        const uint load = 1;
        var program = head[(int)at..];
        if (BinaryPrimitives.ReadUInt32LittleEndian(program) == load)
        {
            var offset = Is64
                ? BinaryPrimitives.ReadUInt64LittleEndian(program[8..])
                : BinaryPrimitives.ReadUInt32LittleEndian(program[4..]);
            var size = Is64
                ? BinaryPrimitives.ReadUInt64LittleEndian(program[32..])
                : BinaryPrimitives.ReadUInt32LittleEndian(program[16..]);
            end = offset <= long.MaxValue && size <= long.MaxValue ? offset + size : 0;
        }

        return true;
    }
}
