namespace Plumb.Formats.Elf;

/// <summary>One section header. Places that no file can have are cut to <see cref="long.MaxValue"/>.</summary>
internal readonly record struct ElfSectionRow(uint Name, uint Type, ulong Flags, long Offset, long Length, uint Link)
{
    /// <summary>SHT_SYMTAB.</summary>
    public const uint SymbolTable = 2;

    /// <summary>SHT_NOBITS: no bytes in the file.</summary>
    public const uint NoBits = 8;

    /// <summary>SHT_DYNSYM.</summary>
    public const uint DynamicSymbols = 11;

    public static int SizeOf(ElfEncoding encoding) => encoding.Is64Bit ? 64 : 40;

    public static ElfSectionRow Parse(ElfEncoding encoding, ReadOnlySpan<byte> row)
    {
        var word = encoding.WordSize;
        return new ElfSectionRow(
            encoding.U32(row),
            encoding.U32(row[4..]),
            encoding.Word(row[8..]),
            Cut(encoding.Word(row[(8 + (word * 2))..])),
            Cut(encoding.Word(row[(8 + (word * 3))..])),
            encoding.U32(row[(8 + (word * 4))..])
        );
    }

    private static long Cut(ulong value) => (long)Math.Min(value, long.MaxValue);
}
