namespace Plumb.Formats.Elf;

/// <summary>One program header.</summary>
internal readonly record struct ElfSegment(uint Type, uint Flags, long Offset, ulong Address, long FileSize)
{
    /// <summary>PT_LOAD.</summary>
    public const uint Load = 1;

    /// <summary>PT_DYNAMIC.</summary>
    public const uint DynamicSection = 2;

    /// <summary>PT_INTERP.</summary>
    public const uint Interpreter = 3;

    /// <summary>PF_R alone: constants.</summary>
    public const uint ReadOnly = 4;

    /// <summary>Reads the fields; sizes and offsets beyond the file are cut to nothing.</summary>
    public static ElfSegment Parse(ElfBytes bytes, ReadOnlySpan<byte> entry)
    {
        var type = bytes.U32(entry);
        var flags = bytes.U32(entry[(bytes.Is64Bit ? 4 : 24)..]);
        var (offset, address, size) = bytes.Is64Bit
            ? (bytes.U64(entry[8..]), bytes.U64(entry[16..]), bytes.U64(entry[32..]))
            : (bytes.U32(entry[4..]), bytes.U32(entry[8..]), bytes.U32(entry[16..]));
        var length = (ulong)bytes.Length;
        return offset > length
            ? new ElfSegment(type, flags, 0, address, 0)
            : new ElfSegment(type, flags, (long)offset, address, (long)Math.Min(size, length - offset));
    }
}

/// <summary>Tags of the dynamic section (System V ABI, "Dynamic Section"; the GNU ones from the LSB).</summary>
internal static class ElfDynamicTag
{
    public const long Needed = 1;
    public const long Hash = 4;
    public const long StringTable = 5;
    public const long SymbolTable = 6;
    public const long SoName = 14;
    public const long RPath = 15;
    public const long RunPath = 29;
    public const long GnuHash = 0x6ffffef5;
    public const long VersionDefinitions = 0x6ffffffc;
    public const long VersionDefinitionCount = 0x6ffffffd;
}
