namespace Plumb.Formats.Elf;

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
    public const long SymbolVersions = 0x6ffffff0;
    public const long Flags1 = 0x6ffffffb;
    public const long VersionDefinitions = 0x6ffffffc;
    public const long VersionDefinitionCount = 0x6ffffffd;
    public const long VersionNeeds = 0x6ffffffe;
    public const long VersionNeedCount = 0x6fffffff;

    /// <summary>True for tags whose value is the address of a table: 3 PLTGOT, 7 RELA, 17 REL, 23 JMPREL, 36 RELR among them.</summary>
    public static bool IsAddress(long tag) =>
        tag
            is Hash
                or StringTable
                or SymbolTable
                or 3
                or 7
                or 17
                or 23
                or 36
                or GnuHash
                or SymbolVersions
                or VersionDefinitions
                or VersionNeeds;
}
