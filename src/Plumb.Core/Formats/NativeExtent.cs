using Plumb.Formats.Elf;
using Plumb.Formats.MachO;
using Plumb.Formats.Pe;

namespace Plumb.Formats;

/// <summary>
/// What the first bytes of a file tell of it when it is a native one: enough to tell a file that was cut off, for those who have
/// read the beginning anyway and want no more.
/// </summary>
internal static class NativeExtent
{
    /// <summary>True when the file begins as an ELF, PE or Mach-O file does.</summary>
    public static bool IsNative(ReadOnlySpan<byte> head) =>
        ElfHeader.IsElf(head) || PeHeader.IsDos(head) || MachOExtent.IsMachO(head);

    /// <summary>True when the headers in <paramref name="head"/> name bytes beyond <paramref name="length"/>.</summary>
    public static bool EndsBefore(ReadOnlySpan<byte> head, long length) =>
        ElfHeader.IsElf(head) ? ElfExtent.EndsBefore(head, length)
        : PeHeader.IsDos(head) ? PeExtent.EndsBefore(head, length)
        : MachOExtent.IsMachO(head) && MachOExtent.EndsBefore(head, length);

    /// <summary>True for an ELF file without section headers, or without a symbol table (SHT_SYMTAB) among those that lie in <paramref name="head"/>.</summary>
    public static bool IsStrippedElf(ReadOnlySpan<byte> head) => ElfExtent.IsStripped(head);
}
