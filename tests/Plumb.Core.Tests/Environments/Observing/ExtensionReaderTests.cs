using System.Diagnostics;
using Plumb.Checks;
using Plumb.Core.Tests.Checks;
using Plumb.Core.Tests.Corpus;
using Plumb.Core.Tests.Machine.Gpus;
using Plumb.Environments;
using Xunit;

namespace Plumb.Core.Tests.Environments.Observing;

/// <summary>Extension modules as a compiler writes them, read by the observer and judged by the checks.</summary>
public sealed class ExtensionReaderTests : IDisposable
{
    private readonly string _folder = TemporaryFolder.Create();

    [Fact]
    public void A_module_made_for_another_processor_is_told_from_its_file_and_a_library_beside_it_is_not()
    {
        var native = Compile("PyInit_x");
        var foreign = ForAarch64(native);
        using var environment = new SmallEnvironment()
            .File("/usr/local/bin/python3.11", native)
            .Install("a", "1.0", ["a/__init__.py", "a/x.so", "a/tagged.abi3.so", "a/data.so", "a/here.abi3.so"])
            .File(SitePath("a/x.so"), foreign)
            .File(SitePath("a/tagged.abi3.so"), foreign)
            .File(SitePath("a/data.so"), foreign)
            .File(SitePath("a/here.abi3.so"), native);

        var snapshot = environment.Observe(observation: Observation.Files | Observation.Native);
        var finding = Assert
            .Single(
                CheckRunner.Run(
                    new CheckContext(snapshot),
                    new RuleSelection(["PLB2201"], []),
                    TestContext.Current.CancellationToken
                )
            )
            .Finding;

        Assert.Equal("PLB2201", finding.Rule.Code);
        Assert.Equal(
            "a.x and a.tagged of a 1.0 are for Linux aarch64, and this Python is for Linux x86_64.",
            finding.Title
        );
    }

    public void Dispose() => TemporaryFolder.Remove(_folder);

    private static string SitePath(string path) => SmallEnvironment.Prefix + "/lib/python3.11/site-packages/" + path;

    // e_machine stands at offset 18 of the ELF header; 183 is AArch64.
    private static byte[] ForAarch64(byte[] native)
    {
        var foreign = (byte[])native.Clone();
        (foreign[18], foreign[19]) = (183, 0);
        return foreign;
    }

    private byte[] Compile(string function)
    {
        var (source, library) = (Path.Combine(_folder, "m.c"), Path.Combine(_folder, "m.so"));
        File.WriteAllText(source, $"void *{function}(void) {{ return 0; }}");
        using var process = Process.Start(
            new ProcessStartInfo(NvmlStub.Compiler(), ["-shared", "-fPIC", "-o", library, source])
        )!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return File.ReadAllBytes(library);
    }
}
