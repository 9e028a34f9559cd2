namespace Plumb.Formats.Elf;

/// <summary>One program header.</summary>
/// <param name="Type">p_type.</param>
/// <param name="Flags">p_flags: 1 execute, 2 write, 4 read.</param>
/// <param name="Offset">Where its bytes begin in the file; 0 when that is beyond the end.</param>
/// <param name="Address">Where they are mapped.</param>
/// <param name="FileSize">How many there are, cut at the end of the file.</param>
/// <param name="ClaimedEnd">Where they end by the header alone; 0 when that is absurd.</param>
/// <param name="Alignment">p_align.</param>
internal readonly record struct ElfSegment(
    uint Type,
    uint Flags,
    long Offset,
    ulong Address,
    long FileSize,
    ulong ClaimedEnd,
    ulong Alignment
)
{
    /// <summary>PT_LOAD.</summary>
    public const uint Load = 1;

    /// <summary>PT_DYNAMIC.</summary>
    public const uint DynamicSection = 2;

    /// <summary>PT_INTERP.</summary>
    public const uint Interpreter = 3;

    /// <summary>PT_NOTE.</summary>
    public const uint Note = 4;

    /// <summary>PF_R alone: constants.</summary>
    public const uint ReadOnly = 4;

    /// <summary>PF_X.</summary>
    public const uint Executable = 1;

    /// <summary>Bytes of a program header.</summary>
    public static int SizeOf(ElfEncoding encoding) => encoding.Is64Bit ? 56 : 32;

    /// <summary>Reads one header of a file of that many bytes.</summary>
    public static ElfSegment Parse(ElfEncoding encoding, ReadOnlySpan<byte> entry, long fileLength)
    {
        var type = encoding.U32(entry);
        var flags = encoding.U32(entry[(encoding.Is64Bit ? 4 : 24)..]);
        var (offset, address, size) = encoding.Is64Bit
            ? (encoding.U64(entry[8..]), encoding.U64(entry[16..]), encoding.U64(entry[32..]))
            : (encoding.U32(entry[4..]), encoding.U32(entry[8..]), encoding.U32(entry[16..]));
        var alignment = encoding.Word(entry[(encoding.Is64Bit ? 48 : 28)..]);
        var length = (ulong)fileLength;
        var end = offset <= long.MaxValue && size <= long.MaxValue ? offset + size : 0;
        return offset > length
            ? new ElfSegment(type, flags, 0, address, 0, end, alignment)
            : new ElfSegment(type, flags, (long)offset, address, (long)Math.Min(size, length - offset), end, alignment);
    }
}
