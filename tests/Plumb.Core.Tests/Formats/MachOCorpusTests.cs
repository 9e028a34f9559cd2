using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Files;
using Plumb.Formats.MachO;
using Xunit;

namespace Plumb.Core.Tests.Formats;

/// <summary>Extension modules and libraries of macOS wheels, and what llvm-objdump 14 says of them.</summary>
public sealed class MachOCorpusTests
{
    [Fact]
    public void Carried_files_are_read_as_llvm_objdump_reads_them() =>
        Assert.True(NativeSamples.ForEachCarried("formats/macho.jsonl.gz", Compare) > 3);

    [Fact]
    public void Files_of_recorded_environments_are_read_as_llvm_objdump_reads_them()
    {
        var read = NativeSamples.ForEachForeign("macho", Compare);

        Assert.True(CorpusFile.SharedFolder is null || read > 10, $"{read} files");
        TestContext.Current.SendDiagnosticMessage("{0} files", read);
    }

    private static void Compare(string name, FileReader reader, JsonElement truth)
    {
        Assert.True(MachOImage.TryOpen(reader, out var image, out var error), $"{name}: {error}");

        // Of a fat file llvm-objdump describes the slice of the processor that it ran on, where there is one.
        var host = image.Slices.Where(s => s.Processor == MachOImage.X8664).ToArray();
        MachOSlice[] slices = host.Length > 0 ? host : [.. image.Slices];

        Assert.Equal(
            truth
                .GetProperty("dylibs")
                .EnumerateArray()
                .Select(d => $"{name} {d[0].GetString()} {d[1].GetString()} {d[2].GetString()}"),
            slices
                .SelectMany(s => s.InstallName is { } id ? s.Dylibs.Prepend(id) : s.Dylibs)
                .Select(d => $"{name} {d.Path} {d.CompatibilityVersion} {d.CurrentVersion}")
        );
        Assert.Equal(Texts(truth, "rpaths"), slices.SelectMany(s => s.RPaths));
        Assert.Equal(Texts(truth, "minos"), slices.Select(s => Short(s.MinimumSystem)));
        Assert.Equal(Texts(truth, "id"), slices.Select(s => s.InstallName?.Path).OfType<string>());
        Assert.Equal(Texts(truth, "weak"), OfKind(slices, MachODylibKind.Weak));
        Assert.Equal(Texts(truth, "reexport"), OfKind(slices, MachODylibKind.Reexported));
        Assert.Equal(truth.GetProperty("signed").GetBoolean(), slices.All(s => s.IsSigned));
        Assert.Equal((name, reader.Length), (name, image.ClaimedLength));
        if (truth.TryGetProperty("pyinit", out _))
        {
            Assert.Equal(Texts(truth, "pyinit"), slices.SelectMany(s => s.ReadInitFunctions()));
        }
    }

    private static IEnumerable<string> OfKind(MachOSlice[] slices, MachODylibKind kind) =>
        slices.SelectMany(s => s.Dylibs).Where(d => d.Kind == kind).Select(d => d.Path);

    // llvm-objdump leaves a third number of 0 away.
    private static string? Short(MachOVersion? version) =>
        version is { Patch: 0 } two ? $"{two.Major}.{two.Minor}" : version?.ToString();

    private static IEnumerable<string?> Texts(JsonElement truth, string name) =>
        truth.GetProperty(name).EnumerateArray().Select(e => e.GetString());
}
