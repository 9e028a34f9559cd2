using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Files;
using Plumb.Formats.Pe;
using Xunit;

namespace Plumb.Core.Tests.Formats;

/// <summary>Extension modules and libraries of Windows wheels, and what llvm-readobj 14 says of them.</summary>
public sealed class PeCorpusTests
{
    [Fact]
    public void Carried_files_are_read_as_llvm_readobj_reads_them() =>
        Assert.True(NativeSamples.ForEachCarried("formats/pe.jsonl.gz", Compare) > 3);

    [Fact]
    public void Files_of_recorded_environments_are_read_as_llvm_readobj_reads_them()
    {
        var read = NativeSamples.ForEachForeign("pe", Compare);

        Assert.True(CorpusFile.SharedFolder is null || read > 10, $"{read} files");
        TestContext.Current.SendDiagnosticMessage("{0} files", read);
    }

    private static void Compare(string name, FileReader reader, JsonElement truth)
    {
        Assert.True(PeImage.TryOpen(reader, out var image, out var error), $"{name}: {error}");
        Assert.Equal((name, 0x8664), (name, image.Machine));
        Assert.Equal((name, !name.EndsWith(".exe", StringComparison.Ordinal)), (name, image.IsLibrary));
        Assert.Equal(Names(truth, "imports"), image.Imports);
        Assert.Equal(Names(truth, "delay"), image.DelayImports);
        Assert.Equal((name, truth.GetProperty("exports").GetInt32()), (name, image.ExportCount));
        Assert.Equal(Names(truth, "pyinit").Order(StringComparer.Ordinal), image.ReadInitFunctions());
        Assert.All(image.ReadInitFunctions(), init => Assert.True(image.Exports(init), init));
        Assert.InRange(image.ClaimedLength, 1, reader.Length);
        Assert.Contains(image.Sections, section => section is { Name: ".text", IsExecutable: true });
    }

    private static IEnumerable<string?> Names(JsonElement truth, string name) =>
        truth
            .GetProperty(name)
            .EnumerateArray()
            .Select(e => e.ValueKind == JsonValueKind.Array ? e[0].GetString() : e.GetString());
}
