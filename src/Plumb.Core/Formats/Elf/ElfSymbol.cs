namespace Plumb.Formats.Elf;

/// <summary>STB: who sees a symbol, and whether it must be found.</summary>
public enum ElfSymbolBinding
{
    /// <summary>Only its own file.</summary>
    Local = 0,

    /// <summary>Everyone; when undefined it must be found.</summary>
    Global = 1,

    /// <summary>Everyone; when undefined it may be missing.</summary>
    Weak = 2,

    /// <summary>STB_GNU_UNIQUE: one for the whole process.</summary>
    Unique = 10,
}

/// <summary>STT: what a symbol names. Other values are kept as they are.</summary>
public enum ElfSymbolType
{
    /// <summary>Nothing in particular; usual for undefined symbols.</summary>
    None = 0,

    /// <summary>A variable or constant.</summary>
    Object = 1,

    /// <summary>A function.</summary>
    Function = 2,

    /// <summary>A section.</summary>
    Section = 3,

    /// <summary>A source file.</summary>
    File = 4,

    /// <summary>An uninitialised variable.</summary>
    Common = 5,

    /// <summary>A variable of each thread.</summary>
    ThreadLocal = 6,

    /// <summary>STT_GNU_IFUNC: a function that picks an implementation at load time.</summary>
    IndirectFunction = 10,
}

/// <summary>One row of a dynamic symbol table (System V ABI, "Symbol Table"), without its name.</summary>
/// <param name="Value">An address, or a constant.</param>
/// <param name="Size">Bytes of what it names.</param>
/// <param name="Info">st_info.</param>
/// <param name="Other">st_other.</param>
/// <param name="Section">st_shndx: 0 when it is undefined.</param>
/// <param name="Version">The row of DT_VERSYM; 1 (global, no version) where there is no such table.</param>
public readonly record struct ElfSymbol(
    ulong Value,
    ulong Size,
    byte Info,
    byte Other,
    ushort Section,
    ushort Version = 1
)
{
    /// <summary>Who sees it.</summary>
    public ElfSymbolBinding Binding => (ElfSymbolBinding)(Info >> 4);

    /// <summary>What it names.</summary>
    public ElfSymbolType Type => (ElfSymbolType)(Info & 15);

    /// <summary>False when another file has to bring it.</summary>
    public bool IsDefined => Section != 0;

    /// <summary>True when other files can be bound to it: defined, not local, default or protected visibility.</summary>
    public bool IsExported => IsDefined && Binding != ElfSymbolBinding.Local && (Other & 3) is 0 or 3;

    /// <summary>The number of its version: 0 local, 1 none, others as in <see cref="ElfImage.NeededVersions"/> and <see cref="ElfImage.DefinedVersions"/>.</summary>
    public ushort VersionIndex => (ushort)(Version & 0x7FFF);

    /// <summary>True when only a request for exactly this version finds it (an <c>@</c> symbol, not <c>@@</c>).</summary>
    public bool IsHiddenVersion => (Version & 0x8000) != 0;

    internal static int SizeOf(ElfEncoding encoding) => encoding.Is64Bit ? 24 : 16;

    internal static ElfSymbol Parse(ElfEncoding encoding, ReadOnlySpan<byte> row, ushort version) =>
        encoding.Is64Bit
            ? new ElfSymbol(
                encoding.U64(row[8..]),
                encoding.U64(row[16..]),
                row[4],
                row[5],
                encoding.U16(row[6..]),
                version
            )
            : new ElfSymbol(
                encoding.U32(row[4..]),
                encoding.U32(row[8..]),
                row[12],
                row[13],
                encoding.U16(row[14..]),
                version
            );
}

/// <summary>A symbol with its name, while a table is gone through.</summary>
public readonly ref struct ElfNamedSymbol
{
    internal ElfNamedSymbol(ReadOnlySpan<byte> name, ElfSymbol symbol)
    {
        Name = name;
        Symbol = symbol;
    }

    /// <summary>The bytes of the name, valid until the next symbol is asked for; names above 64 KiB are cut.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>The row.</summary>
    public ElfSymbol Symbol { get; }
}
