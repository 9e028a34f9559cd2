using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Files;
using Plumb.Formats.Elf;
using Xunit;

namespace Plumb.Core.Tests.Formats;

/// <summary>Extension modules and libraries of wheels for AArch64, and what <c>readelf</c> said of them.</summary>
public sealed class ElfForeignCorpusTests
{
    [Fact]
    public void Files_of_recorded_environments_are_read_as_readelf_reads_them()
    {
        var read = NativeSamples.ForEachForeign("elf", Compare);

        Assert.True(CorpusFile.SharedFolder is null || read > 10, $"{read} files");
        TestContext.Current.SendDiagnosticMessage("{0} files", read);
    }

    private static void Compare(string name, FileReader reader, JsonElement truth)
    {
        Assert.True(ElfImage.TryOpen(reader, out var image, out var error), $"{name}: {error}");
        Assert.Equal(["AArch64"], Texts(truth, "machine"));
        Assert.Equal((name, 183), (name, image.Machine));
        Assert.Equal(Texts(truth, "needed"), image.Needed);
        Assert.Equal(Texts(truth, "soname"), image.SoName is { } soName ? [soName] : []);
        Assert.Equal(
            Texts(truth, "runpath"),
            new[] { string.Join(':', image.RunPath), string.Join(':', image.RPath) }.Where(list => list.Length > 0)
        );
        Assert.InRange(image.ClaimedLength, 1, reader.Length);
    }

    private static IEnumerable<string?> Texts(JsonElement truth, string name) =>
        truth.GetProperty(name).EnumerateArray().Select(e => e.GetString());
}
