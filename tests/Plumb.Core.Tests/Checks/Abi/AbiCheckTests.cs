using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Python;
using Plumb.Repairs;
using Xunit;

namespace Plumb.Core.Tests.Checks.Abi;

public sealed class AbiCheckTests
{
    private static readonly RuleSelection _selection = new(["PLB22"], []);

    [Fact]
    public void A_module_for_another_processor_is_told_and_installing_again_is_verified()
    {
        using var environment = new SmallEnvironment().Install("pip", "26.0", ["pip/__init__.py"]);
        environment.Install("a", "1.0", ["a/x.abi3.so", "a/y.abi3.so"]);

        var finding = Assert.Single(
            Check(environment, Linux("a/x.abi3.so", "aarch64"), Linux("a/y.abi3.so", "x86_64"))
        );

        Assert.Equal("a.x of a 1.0 is for Linux aarch64, and this Python is for Linux x86_64.", finding.Title);
        Assert.Equal(("PLB2201", Severity.Error), (finding.Rule.Code, finding.Severity));
        Assert.True(Assert.Single(finding.Fixes).Verified);
    }

    [Fact]
    public void Files_that_no_import_means_or_finds_and_variants_for_other_machines_are_left_out()
    {
        using var environment = new SmallEnvironment().Install(
            "a",
            "1.0",
            ["a/arm/m.so", "a/intel/m.so", "a/data.so", "a/z.cpython-312-aarch64-linux-gnu.so"]
        );

        Assert.Empty(
            Check(
                environment,
                Linux("a/arm/m.so", "aarch64"),
                Linux("a/intel/m.so", "x86_64"),
                Linux("a/data.so", "aarch64") with
                {
                    IsImportable = false,
                },
                Linux("a/z.cpython-312-aarch64-linux-gnu.so", "aarch64"),
                Linux("a/unknown.abi3.so", "")
            )
        );
    }

    [Fact]
    public void A_universal_interpreter_takes_either_slice_and_a_missing_one_is_told()
    {
        using var environment = new SmallEnvironment().With(i =>
            i with
            {
                Platform = new TargetPlatform(OperatingSystemFamily.MacOs, "arm64"),
                ExtensionSuffix = ".cpython-311-darwin.so",
            }
        );
        var file = Linux("x.cpython-311-darwin.so", "x86_64") with { System = OperatingSystemFamily.MacOs };

        Assert.Empty(Check(environment, ["arm64", "x86_64"], null, file));
        Assert.Equal(
            "x is for macOS x86_64, and this Python is for macOS arm64.",
            Assert.Single(Check(environment, ["arm64"], null, file)).Title
        );
        Assert.Empty(Check(environment, [], null, file));
    }

    [Fact]
    public void A_newer_macOS_is_a_warning_where_that_of_the_machine_is_known()
    {
        using var environment = new SmallEnvironment().With(i =>
            i with
            {
                Platform = new TargetPlatform(OperatingSystemFamily.MacOs, "arm64"),
                ExtensionSuffix = ".cpython-311-darwin.so",
            }
        );
        var file = Linux("x.cpython-311-darwin.so", "arm64") with
        {
            System = OperatingSystemFamily.MacOs,
            MinimumMacOs = (14, 0),
        };

        Assert.Empty(Check(environment, ["arm64"], null, file));
        Assert.Empty(Check(environment, ["arm64"], (14, 0), file));
        var finding = Assert.Single(Check(environment, ["arm64"], (12, 6), file));
        Assert.Equal("x was built for macOS 14.0 or newer, and this is macOS 12.6.", finding.Title);
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Fact]
    public void On_Windows_the_library_that_is_imported_tells_the_interpreter()
    {
        using var environment = OnWindows(isFreeThreaded: false);
        var titles = Check(
                environment,
                ["amd64"],
                null,
                Windows("a.pyd", "python3.dll"),
                Windows("b.cp311-win_amd64.pyd", "python311.dll"),
                Windows("c.pyd", "python310.dll"),
                Windows("d.cp311-win_amd64.pyd", "python311_d.dll"),
                Windows("e.cp310-win_amd64.pyd", "python310.dll")
            )
            .Select(f => f.Title);

        Assert.Equal(
            [
                "c needs python310.dll, and this Python's library is python311.dll.",
                "d needs python311_d.dll, and this Python's library is python311.dll.",
            ],
            titles
        );
    }

    [Fact]
    public void A_debug_Python_on_Windows_takes_the_debug_builds_of_both_libraries()
    {
        using var environment = OnWindows(isFreeThreaded: false).With(i => i with { AbiFlags = "d" });

        Assert.Equal(
            "c needs python3.dll, and this Python's library is python311_d.dll.",
            Assert
                .Single(
                    Check(
                        environment,
                        ["amd64"],
                        null,
                        Windows("a.pyd", "python3_d.dll"),
                        Windows("b.pyd", "python311_d.dll"),
                        Windows("c.pyd", "python3.dll")
                    )
                )
                .Title
        );
    }

    [Fact]
    public void A_free_threaded_Python_takes_no_module_of_the_stable_ABI()
    {
        using var windows = OnWindows(isFreeThreaded: true);
        Assert.Equal(
            "a needs python3.dll, and this Python's library is python311t.dll.",
            Assert.Single(Check(windows, ["amd64"], null, Windows("a.pyd", "python3.dll"))).Title
        );

        using var linux = new SmallEnvironment(python: "3.13.2").With(i =>
            i with
            {
                IsFreeThreaded = true,
                ExtensionSuffix = ".cpython-313t-x86_64-linux-gnu.so",
            }
        );
        linux.Install("a", "1.0", ["a/x.abi3.so", "a/y.abi3.so", "a/y.cpython-313t-x86_64-linux-gnu.so"]);
        Assert.StartsWith(
            "a.x of a 1.0 is for the stable ABI",
            Assert.Single(Check(linux, Linux("a/x.abi3.so", "x86_64"))).Title,
            StringComparison.Ordinal
        );
        Assert.Empty(Check(linux, Linux("a/y.abi3.so", "x86_64")));
    }

    private static SmallEnvironment OnWindows(bool isFreeThreaded) =>
        new SmallEnvironment().With(i =>
            i with
            {
                Platform = new TargetPlatform(OperatingSystemFamily.Windows, "amd64"),
                ExtensionSuffix = ".cp311-win_amd64.pyd",
                IsFreeThreaded = isFreeThreaded,
            }
        );

    private static ObservedExtension Linux(string file, string processor) =>
        new()
        {
            Path = file,
            System = OperatingSystemFamily.Linux,
            Architectures = [processor],
            IsImportable = true,
        };

    private static ObservedExtension Windows(string file, string library) =>
        Linux(file, "amd64") with
        {
            System = OperatingSystemFamily.Windows,
            PythonLibraries = [library],
        };

    private static ImmutableArray<Finding> Check(SmallEnvironment environment, params ObservedExtension[] files) =>
        Check(environment, ["x86_64"], null, files);

    private static ImmutableArray<Finding> Check(
        SmallEnvironment environment,
        ImmutableArray<string> interpreter,
        (int, int)? macOs,
        params ObservedExtension[] files
    )
    {
        var snapshot = environment.Observe() with
        {
            Observed = Observation.Files | Observation.Native,
            Extensions = new ExtensionObservation
            {
                InterpreterArchitectures = interpreter,
                MacOs = macOs,
                Files = [.. files.Select(f => f with { Path = $"{environment.Site}/{f.Path}" })],
            },
        };
        var context = new CheckContext(snapshot);
        return FixVerifier.Attach(context, CheckRunner.Run(context, _selection), _selection);
    }
}
