namespace Plumb.Formats.Elf;

/// <summary>What the beginning of an ELF file alone tells of its extent and tables.</summary>
internal static class ElfExtent
{
    /// <summary>True when the headers that lie in <paramref name="head"/> name bytes beyond <paramref name="length"/>.</summary>
    public static bool EndsBefore(ReadOnlySpan<byte> head, long length)
    {
        if (!ElfHeader.TryParse(head, out var header, out _))
        {
            return length < ElfHeader.Smallest;
        }

        var end = header.SectionsEnd;
        for (var i = 0; i < header.ProgramCount; i++)
        {
            var at = header.ProgramOffset + ((ulong)i * header.ProgramSize);
            var size = ElfSegment.SizeOf(header.Encoding);
            if (
                header.ProgramSize < size
                || header.ProgramOffset > (ulong)head.Length
                || at + (ulong)size > (ulong)head.Length
            )
            {
                break;
            }

            var segment = ElfSegment.Parse(header.Encoding, head.Slice((int)at, size), length);
            end = segment.Type == ElfSegment.Load ? Math.Max(end, segment.ClaimedEnd) : end;
        }

        return end > (ulong)length;
    }

    /// <summary>True without section headers, or without a symbol table (SHT_SYMTAB) among those that lie in <paramref name="head"/>.</summary>
    public static bool IsStripped(ReadOnlySpan<byte> head)
    {
        if (!ElfHeader.TryParse(head, out var header, out _))
        {
            return false;
        }

        if (header.SectionCount == 0)
        {
            return true;
        }

        var size = ElfSectionRow.SizeOf(header.Encoding);
        if (header.SectionsEnd is 0 || header.SectionsEnd > (ulong)head.Length || header.SectionSize < size)
        {
            return false;
        }

        for (var i = 0; i < header.SectionCount; i++)
        {
            var row = head.Slice((int)header.SectionOffset + (i * header.SectionSize), size);
            if (ElfSectionRow.Parse(header.Encoding, row).Type == ElfSectionRow.SymbolTable)
            {
                return false;
            }
        }

        return true;
    }
}
