using System.Text;
using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Files;
using Plumb.Formats.Elf;
using Xunit;

namespace Plumb.Core.Tests.Formats;

/// <summary>Real libraries, and what <c>readelf -dlVW --dyn-syms</c> of GNU binutils 2.40 says of them.</summary>
public sealed class ElfReadelfCorpusTests
{
    public static TheoryData<string> Names => [.. Rows().Select(row => row.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_library_is_read_as_readelf_reads_it(string name)
    {
        var row = Rows().First(r => r.GetProperty("name").GetString() == name);
        var bytes = row.GetProperty("bytes").GetBytesFromBase64();
        Assert.True(ElfImage.TryOpen(new FileReader(bytes), out var image, out _));

        Assert.Equal(Texts(row, "needed"), image.Needed);
        Assert.Equal(Text(row, "soname"), image.SoName);
        Assert.Equal(Text(row, "interp"), image.InterpreterPath);
        Assert.Equal(Text(row, "rpath") ?? "", string.Join(':', image.RPath));
        Assert.Equal(Text(row, "runpath") ?? "", string.Join(':', image.RunPath));
        Assert.Equal(row.GetProperty("nodeflib").GetBoolean(), image.IgnoresDefaultFolders);
        Assert.Equal(bytes.Length, image.ClaimedLength);
        Assert.Equal(
            Lists(row, "need"),
            image.NeededVersions.Select(v => $"[\"{v.Library}\",\"{v.Version}\",{v.Index},{Json(v.IsWeak)}]")
        );
        Assert.Equal(
            Lists(row, "def"),
            image.DefinedVersions.Select(v => $"[\"{v.Name}\",{v.Index},{Json(v.IsBase)}]")
        );
        Assert.Equal(Lists(row, "symbols"), Symbols(image));
    }

    [Theory]
    [InlineData("x86-64-v3.so", 3)]
    [InlineData("versions.so", 0)]
    public void Level_of_the_processor_and_build_id_are_read_from_the_notes(string name, int level)
    {
        var row = Rows().First(r => r.GetProperty("name").GetString() == name);
        Assert.True(
            ElfImage.TryOpen(new FileReader(row.GetProperty("bytes").GetBytesFromBase64()), out var image, out _)
        );

        Assert.Equal(level, image.NeededX86Level);
        var id = image.Notes.Single(note => note is { Owner: "GNU", Type: 3 });
        Assert.Equal(row.GetProperty("buildid").GetString(), Convert.ToHexStringLower(id.Description.AsSpan()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Exported_names_are_found_by_hash_and_undefined_ones_before_them(string name)
    {
        var row = Rows().First(r => r.GetProperty("name").GetString() == name);
        Assert.True(
            ElfImage.TryOpen(new FileReader(row.GetProperty("bytes").GetBytesFromBase64()), out var image, out _)
        );
        var undefined = new List<string>();
        foreach (var symbol in image.UndefinedSymbols)
        {
            undefined.Add(Encoding.UTF8.GetString(symbol.Name));
        }

        var symbols = row.GetProperty("symbols").EnumerateArray().ToLookup(s => s[3].GetBoolean());
        Assert.Equal(symbols[false].Select(s => s[0].GetString()), undefined);
        Assert.All(symbols[true], s => Assert.True(image.Exports(s[0].GetString()!), s[0].GetString()));
        var defined = symbols[true].Select(s => s[0].GetString()).ToHashSet(StringComparer.Ordinal);
        Assert.All(undefined.Where(u => !defined.Contains(u)), u => Assert.False(image.Exports(u), u));
        Assert.Equal(
            defined.Where(s => s!.StartsWith("PyInit", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            image.ReadInitFunctions().Order(StringComparer.Ordinal)
        );
    }

    internal static List<string> Symbols(ElfImage image)
    {
        var needs = image.NeededVersions.ToLookup(v => v.Index, v => v.Version);
        var definitions = image.DefinedVersions.ToLookup(v => v.Index, v => v.Name);
        var found = new List<string>();
        foreach (var symbol in image.DynamicSymbols)
        {
            var row = symbol.Symbol;
            var name = Encoding.UTF8.GetString(symbol.Name);
            var defined = row.IsDefined ? definitions[row.VersionIndex].FirstOrDefault() : null;
            var version = defined ?? needs[row.VersionIndex].FirstOrDefault();
            var mark = defined is not null && !row.IsHiddenVersion ? "@@" : "@";

            // readelf writes no version where the symbol is the version's own name.
            found.Add(
                $"[\"{name}\",{(int)row.Binding},{(int)row.Type},{Json(row.IsDefined)},"
                    + (version is null || version == name || row.VersionIndex < 2 ? "null]" : $"\"{mark}{version}\"]")
            );
        }

        return found;
    }

    private static IReadOnlyList<JsonElement> Rows() => CorpusFile.ReadLines(CorpusFile.PathOf("formats/elf.jsonl.gz"));

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();

    private static IEnumerable<string?> Texts(JsonElement row, string name) =>
        row.GetProperty(name).EnumerateArray().Select(e => e.GetString());

    private static IEnumerable<string> Lists(JsonElement row, string name) =>
        row.GetProperty(name).EnumerateArray().Select(e => e.GetRawText().Replace(", ", ",", StringComparison.Ordinal));

    private static string Json(bool value) => value ? "true" : "false";
}
