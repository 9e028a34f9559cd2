using System.Buffers.Binary;
using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Text;

namespace Plumb.Formats.Fatbins;

/// <summary>
/// Lists the CUDA code of a native file by reading headers only, some 64 bytes an entry. NVIDIA does not document the form; it was read
/// off real libraries. A container: u32 0xBA55ED50, u16 version 1, u16 bytes of its header, u64 bytes of its entries.
/// An entry, from its start: 0 u16 kind, 4 u32 bytes of its header, 8 u64 bytes of its payload, 24 u16 minor and 26 u16 major version,
/// 28 u32 architecture, 40 u64 flags. Everything is little-endian.
/// </summary>
public static class FatbinReader
{
    private const uint Magic = 0xBA55ED50;
    private const int ContainerHeader = 16;
    private const int EntryHeader = 64;
    private const int MostPadding = 1 << 16;
    private const int MostEntries = 1 << 22;
    private const ulong Lz4 = 0x2000;
    private const ulong Zstandard = 0x8000;
    private const ulong Specific = 0x100000;
    private const ulong Family = 0x200000;

    /// <summary>True for the name of a section that holds fatbins; Windows cuts names at 8 bytes.</summary>
    public static bool IsFatbinSection(string name) =>
        name is ".nv_fatbin" or "__nv_relfatbin" or ".nv_fatb" or "__nv_rel";

    /// <summary>One listing for each section that holds fatbins, in file order; empty when there is none.</summary>
    public static ImmutableArray<FatbinListing> Read(FileReader reader, ImmutableArray<NativeSection> sections)
    {
        var window = new ByteWindow(reader, 1024);
        return
        [
            .. sections
                .Where(section => IsFatbinSection(section.Name) && section.Length > 0)
                .Select(section => Read(window, section)),
        ];
    }

    private static FatbinListing Read(ByteWindow window, NativeSection section)
    {
        var tally = new FatbinTally(section.Name);
        var end = Math.Min(window.Length, Math.Max(section.Offset, 0) + Math.Min(section.Length, window.Length));
        if (end < section.Offset + section.Length)
        {
            tally.Report(new FormatError("The section reaches beyond the end of the file.", section.Offset));
        }

        for (var at = section.Offset; tally.EntryCount < MostEntries && TrySkipPadding(window, ref at, end); )
        {
            var header = window.Peek(at, ContainerHeader);
            if (header.Length < ContainerHeader || BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic)
            {
                tally.Report(new FormatError("There is no fatbin container where one has to be.", at));
                break;
            }

            var start = at + BinaryPrimitives.ReadUInt16LittleEndian(header[6..]);
            var size = BinaryPrimitives.ReadUInt64LittleEndian(header[8..]);
            if (start < at + ContainerHeader || size > (ulong)(end - Math.Min(start, end)))
            {
                tally.Report(new FormatError("A fatbin container reaches beyond its section.", at));
                ReadEntries(window, Math.Max(start, at + ContainerHeader), end, tally);
                break;
            }

            ReadEntries(window, start, start + (long)size, tally);
            at = (start + (long)size + 7) & ~7L;
        }

        return tally.ToListing();
    }

    private static void ReadEntries(ByteWindow window, long at, long end, FatbinTally tally)
    {
        while (at + EntryHeader <= end && tally.EntryCount < MostEntries)
        {
            var entry = window.Peek(at, EntryHeader);
            if (entry.Length < EntryHeader)
            {
                tally.Report(new FormatError("A fatbin entry lies outside the file.", at));
                break;
            }

            var kind = BinaryPrimitives.ReadUInt16LittleEndian(entry);
            var header = BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
            var payload = BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]);
            if (kind == 0 || header < EntryHeader || header > end - at || payload > (ulong)(end - at - header))
            {
                tally.Report(new FormatError("A fatbin entry reaches beyond its container.", at));
                break;
            }

            var flags = BinaryPrimitives.ReadUInt64LittleEndian(entry[40..]);
            if (kind is (ushort)FatbinKind.Ptx or (ushort)FatbinKind.Cubin)
            {
                tally.Add(ArchitectureOf((FatbinKind)kind, entry, flags), (flags & (Lz4 | Zstandard)) != 0);
            }

            at += header + (long)payload;
        }

        tally.EndContainer();
    }

    private static FatbinArchitecture ArchitectureOf(FatbinKind kind, ReadOnlySpan<byte> entry, ulong flags) =>
        new(
            kind,
            (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(entry[28..]), int.MaxValue),
            (flags & Specific) != 0 ? FatbinFeatures.Specific
                : (flags & Family) != 0 ? FatbinFeatures.Family
                : FatbinFeatures.Baseline,
            kind == FatbinKind.Ptx
                ? new PtxVersion(
                    BinaryPrimitives.ReadUInt16LittleEndian(entry[26..]),
                    BinaryPrimitives.ReadUInt16LittleEndian(entry[24..])
                )
                : default
        );

    // Sections end in zeros on Windows; a file of unknown content (sparse) is all zeros and is not searched through.
    private static bool TrySkipPadding(ByteWindow window, ref long at, long end)
    {
        for (var skipped = 0; skipped < MostPadding && at < end; )
        {
            var bytes = window.Peek(at, 8);
            bytes = bytes[..(int)Math.Min(bytes.Length, end - at)];
            var used = bytes.IndexOfAnyExcept((byte)0);
            if (used >= 0)
            {
                at += used & ~7;
                return true;
            }

            at += bytes.Length;
            skipped += bytes.Length;
            if (bytes.IsEmpty)
            {
                return false;
            }
        }

        return false;
    }
}
