using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Formats.Elf;

/// <summary>The header that an ELF file begins with (System V ABI, "ELF Header"), read from the bytes of the beginning alone.</summary>
internal readonly record struct ElfHeader
{
    /// <summary>Bytes of the smallest header.</summary>
    public const int Smallest = 52;

    /// <summary>Bytes of the largest header.</summary>
    public const int Largest = 64;

    public required ElfEncoding Encoding { get; init; }

    /// <summary>e_type.</summary>
    public ushort Type { get; private init; }

    /// <summary>e_machine.</summary>
    public ushort Machine { get; private init; }

    /// <summary>Where the program headers begin.</summary>
    public ulong ProgramOffset { get; private init; }

    /// <summary>Bytes of one program header.</summary>
    public ushort ProgramSize { get; private init; }

    /// <summary>How many program headers there are.</summary>
    public ushort ProgramCount { get; private init; }

    /// <summary>Where the section headers begin.</summary>
    public ulong SectionOffset { get; private init; }

    /// <summary>Bytes of one section header.</summary>
    public ushort SectionSize { get; private init; }

    /// <summary>How many section headers there are; 0 for none, and for more than 65279.</summary>
    public ushort SectionCount { get; private init; }

    /// <summary>Which section holds the names of sections.</summary>
    public ushort SectionNames { get; private init; }

    /// <summary>The offset after the last section header; 0 when there is none or the place is absurd.</summary>
    public ulong SectionsEnd =>
        SectionCount == 0 || SectionOffset > long.MaxValue ? 0 : SectionOffset + ((ulong)SectionCount * SectionSize);

    /// <summary>True when the bytes begin as an ELF file does.</summary>
    public static bool IsElf(ReadOnlySpan<byte> head) => head.StartsWith("\u007FELF"u8);

    /// <summary>Reads the header at the start of <paramref name="head"/>, which need not hold more of the file.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> head,
        out ElfHeader header,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        header = default;
        if (head.Length < Smallest || !IsElf(head))
        {
            error = new FormatError("This is not an ELF file.", 0);
            return false;
        }

        if (head[4] is not (1 or 2) || head[5] is not (1 or 2) || (head[4] == 2 && head.Length < Largest))
        {
            error = new FormatError("The ELF class or byte order is unknown.", 4);
            return false;
        }

        var encoding = new ElfEncoding(head[4] == 2, head[5] == 1);
        var wide = encoding.Is64Bit;
        var counts = head[(wide ? 54 : 42)..];
        header = new ElfHeader
        {
            Encoding = encoding,
            Type = encoding.U16(head[16..]),
            Machine = encoding.U16(head[18..]),
            ProgramOffset = encoding.Word(head[(wide ? 32 : 28)..]),
            SectionOffset = encoding.Word(head[(wide ? 40 : 32)..]),
            ProgramSize = encoding.U16(counts),
            ProgramCount = encoding.U16(counts[2..]),
            SectionSize = encoding.U16(counts[4..]),
            SectionCount = encoding.U16(counts[6..]),
            SectionNames = encoding.U16(counts[8..]),
        };
        error = null;
        return true;
    }
}
