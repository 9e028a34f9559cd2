using System.Collections.Immutable;

namespace Plumb.Formats.Elf;

/// <summary>Reads section headers (System V ABI, "Sections"), which a loader does not need and a file may lack.</summary>
internal static class ElfSections
{
    private const int Most = 16384;
    private const int LongestName = 256;
    private const uint Executable = 4;
    private const uint Writable = 1;

    public static ImmutableArray<NativeSection> Read(ElfBytes bytes, ElfHeader header)
    {
        var rows = ReadRows(bytes, header);
        var names = header.SectionNames == 0xFFFF && rows.Length > 0 ? rows[0].Link : header.SectionNames;
        var strings = names < rows.Length ? rows[(int)names].Offset : -1;
        var sections = ImmutableArray.CreateBuilder<NativeSection>(rows.Length);
        foreach (var row in rows)
        {
            sections.Add(
                new NativeSection(
                    strings < 0 ? "" : bytes.ReadString(strings + row.Name, LongestName) ?? "",
                    row.Offset,
                    row.Type == ElfSectionRow.NoBits ? 0 : row.Length,
                    (row.Flags & Executable) != 0,
                    (row.Flags & Writable) != 0
                )
            );
        }

        return sections.ToImmutable();
    }

    /// <summary>How many rows SHT_DYNSYM has; null when there is no such section.</summary>
    public static uint? CountDynamicSymbols(ElfBytes bytes, ElfHeader header)
    {
        foreach (var row in ReadRows(bytes, header))
        {
            if (row.Type == ElfSectionRow.DynamicSymbols)
            {
                return (uint)Math.Min(row.Length / ElfSymbol.SizeOf(bytes.Encoding), uint.MaxValue);
            }
        }

        return null;
    }

    private static ImmutableArray<ElfSectionRow> ReadRows(ElfBytes bytes, ElfHeader header)
    {
        var rows = ImmutableArray.CreateBuilder<ElfSectionRow>();
        var size = ElfSectionRow.SizeOf(bytes.Encoding);
        Span<byte> row = stackalloc byte[64];
        row = row[..size];
        if (header.SectionSize < size || header.SectionOffset is 0 or > long.MaxValue)
        {
            return [];
        }

        var count = (long)header.SectionCount;
        for (var i = 0L; i <= Math.Min(count, Most) - 1 || (i == 0 && count == 0); i++)
        {
            if (!bytes.TryRead((long)header.SectionOffset + (i * header.SectionSize), row))
            {
                break;
            }

            rows.Add(ElfSectionRow.Parse(bytes.Encoding, row));

            // Above 65279 sections the count stands in the first row.
            count = count == 0 ? rows[0].Length : count;
        }

        return rows.ToImmutable();
    }
}
