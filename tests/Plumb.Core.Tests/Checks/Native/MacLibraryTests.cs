using System.Collections.Immutable;
using System.Text;
using Plumb.Checks;
using Plumb.Core.Tests.Formats;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Python;
using Plumb.Repairs;
using Xunit;

namespace Plumb.Core.Tests.Checks.Native;

/// <summary>Extension modules on macOS, and where dyld finds what they need.</summary>
public sealed class MacLibraryTests : IDisposable
{
    private const string Weak = "weak:";
    private readonly SmallEnvironment _world = new SmallEnvironment().With(i =>
        i with
        {
            Platform = new TargetPlatform(OperatingSystemFamily.MacOs, "arm64"),
        }
    );

    public MacLibraryTests() => _world.File("/usr/local/bin/python3.11", Image([], []));

    [Theory]
    [InlineData("@loader_path/.dylibs/libown.1.dylib", "")]
    [InlineData("@rpath/libown.1.dylib", "@loader_path/.dylibs")]
    [InlineData("@rpath/libown.1.dylib", "@loader_path/../missing,@loader_path/.dylibs/")]
    [InlineData("@executable_path/../own/libown.1.dylib", "")]
    [InlineData("@rpath/libown.1.dylib", "@executable_path/../own")]
    [InlineData("/usr/lib/libSystem.B.dylib", "")]
    [InlineData("/System/Library/Frameworks/Metal.framework/Versions/A/Metal", "")]
    [InlineData("weak:@rpath/libgone.dylib", "")]
    [InlineData("@rpath/libpython3.11.dylib", "")]
    [InlineData("/opt/homebrew/opt/here/lib/libhere.dylib", "")]
    [InlineData("/nowhere/libfallback.dylib", "")]
    public void What_dyld_finds_is_silent(string path, string rpaths)
    {
        _world.File(_world.Site + "/.dylibs/libown.1.dylib", Image([], []));
        _world.File("/usr/local/own/libown.1.dylib", Image([], []));
        _world.File("/opt/homebrew/opt/here/lib/libhere.dylib", Image([], []));
        _world.File("/usr/local/lib/libfallback.dylib", Image([], []));
        Module([path], rpaths);

        Assert.Empty(Check());
    }

    [Theory]
    [InlineData("@rpath/libgone.dylib", "@loader_path/lib", "libgone.dylib")]
    [InlineData("@loader_path/lib/libgone.dylib", "", "libgone.dylib")]
    [InlineData("/opt/homebrew/opt/libomp/lib/libomp.dylib", "", "/opt/homebrew/opt/libomp/lib/libomp.dylib")]
    [InlineData("/usr/libexec/libgone.dylib", "", "/usr/libexec/libgone.dylib")]
    public void What_dyld_does_not_find_is_missing(string path, string rpaths, string name)
    {
        Module([path], rpaths);

        var finding = Assert.Single(Check());

        Assert.Equal($"{name} is not found: made cannot be imported.", finding.Title);
        Assert.Equal(Severity.Error, finding.Severity);
    }

    [Fact]
    public void The_path_of_Homebrew_says_what_to_install()
    {
        Module(["/opt/homebrew/opt/libomp/lib/libomp.dylib"], "");

        Assert.Equal("brew install libomp", Assert.Single(Assert.Single(Assert.Single(Check()).Fixes).Commands));
    }

    [Fact]
    public void The_run_paths_of_those_that_loaded_a_library_count_for_it_and_the_chain_is_told()
    {
        _world.File(_world.Site + "/lib/libone.dylib", Image(["@rpath/libtwo.dylib", "@rpath/libthree.dylib"], []));
        _world.File(_world.Site + "/lib/libtwo.dylib", Image([], []));
        Module(["@rpath/libone.dylib"], "@loader_path/lib");

        var finding = Assert.Single(Check());

        Assert.Equal("libthree.dylib", finding.Subject.Name);
        Assert.Equal("made.cpython-311-darwin.so needs libone.dylib needs libthree.dylib", finding.Evidence[0].Text);
    }

    [Fact]
    public void A_library_of_the_environment_counts_as_loaded_beforehand_and_one_for_another_processor_does_not()
    {
        _world.File(_world.Site + "/torch/lib/libc10.dylib", Image([], []));
        _world.File(_world.Site + "/torch/lib/libintel.dylib", Image([], [], processor: 0x01000007));
        Module(["@rpath/libc10.dylib", "@rpath/libintel.dylib"], "");

        Assert.Equal("libintel.dylib", Assert.Single(Check()).Subject.Name);
    }

    [Theory]
    [InlineData("/usr/local/bin/python3.11", 0)]
    [InlineData("/usr/bin/python3.11", 1)]
    public void The_variable_counts_unless_the_system_protects_the_program(string program, int findings)
    {
        _world.File(program, Image([], []));
        _world.With(i => i with { Executable = program });
        _world.File("/opt/own/libown.dylib", Image([], [])).Variable("DYLD_LIBRARY_PATH", "/opt/own");
        Module(["/build/libown.dylib"], "");

        Assert.Equal(findings, Check().Length);
    }

    [Fact]
    public void A_universal_file_is_followed_in_the_part_that_is_loaded()
    {
        _world.File(
            _world.Site + "/made.cpython-311-darwin.so",
            MachOFixture.Fat(false, Image(["/nowhere/libintel.dylib"], [], 0x01000007), Image([], []))
        );

        Assert.Empty(Check());
    }

    public void Dispose() => _world.Dispose();

    private void Module(string[] needed, string rpaths) =>
        _world.File(
            _world.Site + "/made.cpython-311-darwin.so",
            Image(needed, rpaths.Split(',', StringSplitOptions.RemoveEmptyEntries))
        );

    private static byte[] Image(string[] needed, string[] rpaths, uint processor = 0x0100000C)
    {
        var shape = new MachOFixture { Processor = processor };
        return (
            shape with
            {
                Commands =
                [
                    .. needed.Select(n =>
                        n.StartsWith(Weak, StringComparison.Ordinal)
                            ? (0x80000018u, shape.Dylib(n[Weak.Length..], 0x10000, 0x10000))
                            : (0xCu, shape.Dylib(n, 0x10000, 0x10000))
                    ),
                    .. rpaths.Select(r =>
                        (0x8000001Cu, (byte[])[.. shape.U32(12), .. Encoding.ASCII.GetBytes(r + "\0")])
                    ),
                ],
            }
        ).Build();
    }

    private ImmutableArray<Finding> Check()
    {
        var selection = new RuleSelection(["PLB2001"], []);
        var context = new CheckContext(_world.Observe(observation: Observation.Files | Observation.Native));
        return FixVerifier.Attach(context, CheckRunner.Run(context, selection), selection);
    }
}
