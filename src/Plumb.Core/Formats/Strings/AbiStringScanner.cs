using System.Buffers;
using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Formats.Elf;
using Plumb.Formats.MachO;
using Plumb.Formats.Pe;

namespace Plumb.Formats.Strings;

/// <summary>Finds <see cref="AbiStrings"/> in one pass over the parts of a native file that hold constants.</summary>
public static class AbiStringScanner
{
    /// <summary>Bytes of one file that are looked through.</summary>
    public const long MostBytes = 512 << 20;

    // Small enough for a processor's second cache, as each piece is searched for one string after the other.
    private const int Piece = 128 << 10;

    /// <summary>Looks through an ELF, PE or Mach-O file, or through the whole of any other.</summary>
    public static AbiStrings Scan(FileReader reader) => Scan(reader, RangesOf(reader));

    /// <summary>Looks through the given parts of a file.</summary>
    public static AbiStrings Scan(FileReader reader, ImmutableArray<(long Offset, long Length)> ranges)
    {
        var found = new AbiStringMatches();
        var left = MostBytes;
        var piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            foreach (var (offset, length) in ranges)
            {
                var wanted = Math.Min(length, reader.Length - offset);
                Scan(reader, offset, Math.Min(wanted, left), piece.AsSpan(0, Piece), found);
                found.IsWhole &= wanted <= left;
                left -= Math.Min(wanted, left);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        return found.ToStrings();
    }

    /// <summary>
    /// Where strings can be. ELF: the sections <c>.rodata*</c> and <c>.data</c>, or without section headers every loaded segment, because
    /// older linkers put constants and code in one. PE: <c>.rdata</c> and <c>.data</c>. Mach-O: <c>__cstring</c>, <c>__const</c>, <c>__data</c>.
    /// </summary>
    internal static ImmutableArray<(long Offset, long Length)> RangesOf(FileReader reader)
    {
        if (ElfImage.TryOpen(reader, out var elf, out _))
        {
            return Select(elf.Sections, IsElfData) is { IsEmpty: false } sections ? sections : elf.LoadedRanges;
        }

        ImmutableArray<(long, long)> ranges =
            PeImage.TryOpen(reader, out var pe, out _) ? Select(pe.Sections, name => name is ".rdata" or ".data")
            : MachOImage.TryOpen(reader, out var macho, out _)
                ? [.. macho.Slices.SelectMany(slice => Select(slice.Sections, IsMachOData))]
            : [];
        return ranges.IsEmpty ? [(0, reader.Length)] : ranges;
    }

    private static bool IsElfData(string name) =>
        name is ".data" or ".ldata"
        || name.StartsWith(".rodata", StringComparison.Ordinal)
        || name.StartsWith(".lrodata", StringComparison.Ordinal);

    private static bool IsMachOData(string name) =>
        name.EndsWith(",__cstring", StringComparison.Ordinal)
        || name.EndsWith(",__const", StringComparison.Ordinal)
        || name.EndsWith(",__data", StringComparison.Ordinal);

    private static ImmutableArray<(long, long)> Select(
        ImmutableArray<NativeSection> sections,
        Predicate<string> isWanted
    ) => [.. sections.Where(s => isWanted(s.Name) && s.Length > 0).Select(s => (s.Offset, s.Length))];

    // Pieces overlap by what a string and what follows it need, so that none is cut in two.
    private static void Scan(FileReader reader, long offset, long length, Span<byte> piece, AbiStringMatches found)
    {
        for (long at = 0; at < length; at += Piece - AbiStringMatches.LongestContext)
        {
            var bytes = piece[..reader.ReadAt(offset + at, piece[..(int)Math.Min(Piece, length - at)])];
            found.Search(bytes);
            if (at + bytes.Length >= length || bytes.IsEmpty)
            {
                break;
            }
        }
    }
}
