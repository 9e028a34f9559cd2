using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Core.Tests.Formats;
using Plumb.Files;
using Plumb.Formats;
using Plumb.Formats.Elf;
using Plumb.Formats.Fatbins;
using Plumb.Formats.LoaderCaches;
using Plumb.Formats.MachO;
using Plumb.Formats.Pe;
using Plumb.Formats.Strings;

namespace Plumb.Core.Tests.Hostile;

/// <summary>Feeds the readers of native files, and asks them for everything that they know.</summary>
internal static class NativeFuzz
{
    private const int MostSeed = 64 << 10;

    public static IEnumerable<KeyValuePair<string, FuzzTarget>> Targets { get; } =
    [
        new("ELF", new(() => Seeds("formats/elf.jsonl.gz"), ReadElf)),
        new("ld.so.cache", new(() => Seeds("formats/ld_so_cache.jsonl.gz"), ReadCache)),
        new("PE", new(() => [.. Seeds("formats/pe.jsonl.gz"), PeFixture.Build(0x14C, false, ("PyInit_a", 1))], ReadPe)),
        new("Mach-O", new(() => [.. Seeds("formats/macho.jsonl.gz"), .. MachOFixture.Seeds()], ReadMachO)),
        new("fatbin", new(FatbinSeeds, ReadFatbin)),
        new("ABI strings", new(() => Seeds("formats/elf.jsonl.gz"), b => _ = AbiStringScanner.Scan(new FileReader(b)))),
    ];

    // The beginning of a file says where everything else is: of larger ones the end is left away.
    private static IReadOnlyList<byte[]> Seeds(string corpus) =>
        [
            .. CorpusFile
                .ReadLines(CorpusFile.PathOf(corpus))
                .Select(BytesOf)
                .Select(b => b[..Math.Min(b.Length, MostSeed)]),
        ];

    private static byte[] BytesOf(JsonElement row)
    {
        if (row.TryGetProperty("bytes", out var packed))
        {
            return packed.GetBytesFromBase64();
        }

        var content = SkeletonReader.ParseContent(row);
        var bytes = content.Whole ?? new byte[Math.Min(row.GetProperty("size").GetInt64(), MostSeed)];
        foreach (var (offset, part) in content.Ranges.Where(range => range.Key < bytes.Length))
        {
            part.AsSpan(0, (int)Math.Min(part.Length, bytes.Length - offset)).CopyTo(bytes.AsSpan((int)offset));
        }

        return bytes;
    }

    private static IReadOnlyList<byte[]> FatbinSeeds()
    {
        var one = FatbinFixture.Container(
            FatbinFixture.Entry(1, 90, 0, extra: 8),
            FatbinFixture.Entry(2, 120, 0x300000)
        );
        return [one, [.. one, .. new byte[32], .. FatbinFixture.Container(FatbinFixture.Entry(2, 80, 0x2000)), .. one]];
    }

    private static void ReadFatbin(byte[] bytes) =>
        _ = FatbinReader.Read(new FileReader(bytes), [new NativeSection(".nv_fatbin", 0, bytes.Length)]);

    private static void ReadElf(byte[] bytes)
    {
        Extent(bytes);
        var reader = new FileReader(bytes);
        if (!ElfImage.TryOpen(reader, out var image, out _))
        {
            return;
        }

        _ = (image.InterpreterPath, image.Needed, image.SoName, image.RunPath, image.RPath, image.ClaimedLength);
        _ = (
            image.NeededX86Level,
            image.DefinedVersions,
            image.NeededVersions,
            image.ReadInitFunctions(),
            image.ConstantRanges
        );
        _ = FatbinReader.Read(reader, image.Sections);
        foreach (var symbol in image.DynamicSymbols)
        {
            _ = symbol.Name.Length;
        }

        foreach (var symbol in image.UndefinedSymbols)
        {
            _ = image.Exports(symbol.Name);
        }

        _ = image.TryReadConstant("Py_Version", out _);
    }

    private static void ReadCache(byte[] bytes)
    {
        if (LoaderCache.TryRead(new FileReader(bytes), out var cache, out _))
        {
            _ = cache.Find("libz.so.1", 0x303);
        }
    }

    private static void ReadPe(byte[] bytes)
    {
        Extent(bytes);
        var reader = new FileReader(bytes);
        if (PeImage.TryOpen(reader, out var image, out _))
        {
            _ = (image.Imports, image.DelayImports, image.ReadInitFunctions(), image.Exports("Py_Version"));
            _ = image.TryVisitImportedNames(null, _ => { });
            _ = image.TryVisitDelayedNames(null, _ => { });
            _ = FatbinReader.Read(reader, image.Sections);
            _ = AbiStringScanner.Scan(reader);
        }
    }

    private static void ReadMachO(byte[] bytes)
    {
        Extent(bytes);
        var reader = new FileReader(bytes);
        if (MachOImage.TryOpen(reader, out var image, out _))
        {
            _ = image.Slices.Sum(slice => slice.ReadInitFunctions().Length);
            _ = AbiStringScanner.Scan(reader);
        }
    }

    private static void Extent(byte[] bytes)
    {
        var head = bytes.AsSpan(0, Math.Min(bytes.Length, 4096));
        _ = (
            NativeExtent.IsNative(head),
            NativeExtent.EndsBefore(head, bytes.Length),
            NativeExtent.IsStrippedElf(head)
        );
    }
}
