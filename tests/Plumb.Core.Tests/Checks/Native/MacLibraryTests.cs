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
    private const uint Intel = 0x01000007;
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

    [Theory]
    [InlineData("intel", "intel", true)]
    [InlineData("apple", "apple", true)]
    [InlineData("intel,apple", "intel,apple", true)]
    [InlineData("intel,apple", "intel", false)]
    [InlineData("intel,apple", "apple", false)]
    public void Under_a_universal_program_a_library_is_missing_where_each_part_of_a_module_misses_it(
        string parts,
        string missing,
        bool isTold
    )
    {
        _world.File("/usr/local/bin/python3.11", MachOFixture.Fat(false, Image([], [], Intel), Image([], [])));
        byte[][] slices =
        [
            .. parts
                .Split(',')
                .Select(p =>
                    Image(
                        missing.Split(',').Contains(p) ? ["@rpath/libgone.dylib"] : [],
                        [],
                        p == "intel" ? Intel : 0x0100000C
                    )
                ),
        ];
        _world.File(_world.Site + "/made.cpython-311-darwin.so", MachOFixture.Fat(false, slices));

        Assert.Equal(isTold ? 1 : 0, Check().Length);
        Assert.Equal(!isTold, IsLeftOut());
    }

    [Theory]
    [InlineData(Intel, true)]
    [InlineData(0x0100000Cu, false)]
    public void A_module_without_a_part_for_the_program_is_not_judged_and_said_so(uint processor, bool isLeftOut)
    {
        _world.File(_world.Site + "/made.cpython-311-darwin.so", Image([], [], processor));

        Assert.Equal(isLeftOut, IsLeftOut());
    }

    [Fact]
    public void A_file_that_would_be_searched_for_without_end_is_not_judged_to_the_end_and_said_so()
    {
        Module(
            [.. Enumerable.Range(0, 1000).Select(i => $"@rpath/lib{i}.dylib")],
            string.Join(',', Enumerable.Range(0, 2000).Select(i => "/r" + i))
        );

        Assert.InRange(Check().Length, 0, 100);
        Assert.True(IsLeftOut());
    }

    [Theory]
    [InlineData(
        "/usr/local/opt/icu4c/lib/libicui18n.74.dylib",
        "install --no-deps --force-reinstall --no-cache-dir --no-binary made made==1.0"
    )]
    [InlineData("/usr/local/opt/icu4c/lib/libother.1.dylib", null)]
    public void A_formula_in_another_version_is_not_installed_again(string there, string? command)
    {
        _world.File(there, Image([], []));
        Module(["/usr/local/opt/icu4c/lib/libicui18n.73.dylib"], "");
        _world.Install("made", "1.0", ["made.cpython-311-darwin.so"]);

        var finding = Assert.Single(Check());

        var commands = finding.Fixes.SelectMany(f => f.Commands).ToList();
        Assert.DoesNotContain(commands, c => c.Contains("brew", StringComparison.Ordinal));
        Assert.Equal(command is null ? 0 : 1, commands.Count);
        Assert.All(commands, c => Assert.EndsWith(command!, c, StringComparison.Ordinal));
        Assert.Equal(
            command is not null,
            finding.Message.Contains("libicui18n.74.dylib, which does not take its place", StringComparison.Ordinal)
        );
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

    private bool IsLeftOut() =>
        _world.NotLookedAt("PLB2001").Contains("all that made.cpython-311-darwin.so needs", StringComparer.Ordinal);

    private ImmutableArray<Finding> Check()
    {
        var selection = new RuleSelection(["PLB2001"], []);
        var context = new CheckContext(_world.Observe(observation: Observation.Files | Observation.Native));
        return FixVerifier.Attach(context, CheckRunner.Run(context, selection), selection);
    }
}
