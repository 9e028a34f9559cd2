using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Core.Tests.Formats;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Python;
using Plumb.Repairs;
using Xunit;

namespace Plumb.Core.Tests.Checks.Native;

/// <summary>Extension modules on Windows, with a System32 of a few names.</summary>
public sealed class WindowsLibraryTests : IDisposable
{
    private readonly SmallEnvironment _world = Of("amd64");

    [Fact]
    public void A_library_that_only_the_redistributable_brings_is_missing_with_what_to_install()
    {
        System32("KERNEL32.dll");
        Module(
            "fast.cp311-win_amd64.pyd",
            "MSVCP140.dll",
            "KERNEL32.dll",
            "api-ms-win-crt-heap-l1-1-0.dll",
            "python311.dll"
        );
        _world.Install("fast", "1.2", ["fast.cp311-win_amd64.pyd"]);

        var finding = Assert.Single(Check());

        Assert.Equal("msvcp140.dll is not found: fast (fast 1.2) cannot be imported.", finding.Title);
        Assert.Equal(
            "winget install Microsoft.VCRedist.2015+.x64",
            Assert.Single(Assert.Single(finding.Fixes).Commands)
        );
    }

    [Fact]
    public void Libraries_beside_the_module_beside_the_program_and_anywhere_in_the_environment_are_found()
    {
        System32("kernel32.dll");
        Module("fast.cp311-win_amd64.pyd", "own.dll", "vcruntime140.dll", "openblas-0a1b.dll", "KERNEL32.dll");
        Library(_world.Site + "/own.dll", "kernel32.dll");
        Library("/usr/local/VCRUNTIME140.dll");
        Library(_world.Site + "/fast.libs/openblas-0a1b.dll", "own.dll");

        Assert.Empty(Check());
    }

    [Fact]
    public void The_chain_leads_to_the_library_that_is_missing()
    {
        System32("kernel32.dll");
        Module("fast.cp311-win_amd64.pyd", "own.dll");
        Library(_world.Site + "/own.dll", "cudart64_12.dll");

        Assert.Equal(
            "fast.cp311-win_amd64.pyd needs own.dll needs cudart64_12.dll",
            Assert.Single(Check()).Evidence[0].Text
        );
    }

    [Fact]
    public void A_library_for_another_processor_is_passed_over()
    {
        System32("kernel32.dll");
        Module("fast.cp311-win_amd64.pyd", "own.dll");
        _world.File(_world.Site + "/own.dll", PeFixture.Build(0xAA64, true));

        Assert.Equal("own.dll", Assert.Single(Check()).Subject.Name);
    }

    [Fact]
    public void Delayed_imports_are_not_asked_for_and_nothing_is_judged_without_System32()
    {
        Module("fast.cp311-win_amd64.pyd", "own.dll");

        Assert.Empty(Check());

        System32("kernel32.dll");
        _world.File(
            _world.Site + "/fast.cp311-win_amd64.pyd",
            PeFixture.WithImports(
                PeFixture.Build(0x8664, true, ("PyInit_fast", 1)),
                true,
                ["kernel32.dll"],
                ["d3d12.dll"]
            )
        );

        Assert.Empty(Check());
    }

    [Theory]
    [InlineData("Library/bin", true, true)]
    [InlineData("Library/mingw-w64/bin", true, true)]
    [InlineData("Library/usr/bin", true, true)]
    [InlineData("DLLs", true, true)]
    [InlineData("Library/lib", true, false)]
    [InlineData("Library/bin", false, false)]
    public void The_folders_that_conda_adds_are_searched_in_its_environments(string folder, bool isConda, bool isFound)
    {
        System32("kernel32.dll");
        Module("fast.cp311-win_amd64.pyd", "mkl_rt.2.dll");
        Library($"/usr/local/{folder}/mkl_rt.2.dll", "kernel32.dll");
        if (isConda)
        {
            _world.File("/usr/local/conda-meta/history");
        }

        Assert.Equal(isFound ? 0 : 1, Check().Length);
    }

    [Theory]
    [InlineData("win32", true, 0)]
    [InlineData("win32", false, 1)]
    [InlineData("amd64", true, 1)]
    public void A_32_bit_Python_finds_the_system_s_libraries_in_SysWOW64(string architecture, bool is64Bit, int count)
    {
        using var world = Of(architecture);
        world
            .File("/C/Windows/System32/kernel32.dll")
            .File(
                world.Site + "/fast.cp311-win32.pyd",
                PeFixture.WithImports(PeFixture.Build(0x14C, false, ("PyInit_fast", 1)), false, ["msvcp140.dll"], [])
            );
        if (is64Bit)
        {
            world.File("/C/Windows/SysWOW64/msvcp140.dll");
        }

        Assert.Equal(count, Check(world).Length);
    }

    [Theory]
    [InlineData("old_function", 0)]
    [InlineData("new_function", 1)]
    public void A_function_that_a_library_of_the_environment_does_not_export_is_an_error(string name, int findings)
    {
        Named([("own.dll", name), ("kernel32.dll", "anything")], []);

        var found = Check(_world, "PLB2003");

        Assert.Equal(findings, found.Length);
        Assert.All(
            found,
            f => Assert.Equal((Severity.Error, "undefined symbol: new_function"), (f.Severity, f.Evidence[0].Text))
        );
    }

    [Theory]
    [InlineData("old_function", 0)]
    [InlineData("new_function", 1)]
    public void A_delayed_one_fails_when_it_is_called(string name, int findings)
    {
        Named([], [("own.dll", name)]);

        var found = Check(_world, "PLB2003");

        Assert.Equal(findings, found.Length);
        Assert.All(found, f => Assert.Equal(Severity.Warning, f.Severity));
        Assert.All(found, f => Assert.Contains("fails once one of them is called", f.Title, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(600, "", 0)]
    [InlineData(1500, "", 0)]
    [InlineData(600, "2", 1)]
    [InlineData(1500, "2", 1)]
    [InlineData(9000, "2", 0)]
    public void A_long_name_is_compared_as_a_whole_or_not_at_all(int length, string end, int findings)
    {
        var name = new string('f', length);
        Named([("own.dll", name + end)], []);
        _world.File(
            _world.Site + "/own.dll",
            PeFixture.Build(0x8664, true, (length < 2000 ? name : "old_function", 1))
        );

        Assert.Equal(findings, Check(_world, "PLB2003").Length);
    }

    [Theory]
    [InlineData("other/own.dll", true, 0)]
    [InlineData("other/own.dll", false, 1)]
    [InlineData("own.dll", true, 1)]
    public void The_system_s_library_comes_before_the_copy_of_another_package(
        string path,
        bool isOfSystem,
        int findings
    )
    {
        Named([("own.dll", "new_function")], []);
        _world.Delete(_world.Site + "/own.dll");
        _world.File(
            $"{_world.Site}/{path}",
            PeFixture.WithImports(
                PeFixture.Build(0x8664, true, ("old_function", 1)),
                true,
                ["kernel32.dll", "gone.dll"],
                []
            )
        );
        if (isOfSystem)
        {
            System32("OWN.dll");
        }

        Assert.Equal(findings, Check(_world, "PLB2003").Length);
        Assert.Equal(findings, Check(_world, "PLB2001").Length);
    }

    [Theory]
    [InlineData("/C/Windows/System32/own.dll")]
    [InlineData("/usr/local/own.dll")]
    public void A_delayed_one_may_be_that_of_the_system_or_of_the_program(string path)
    {
        Named([], [("own.dll", "new_function")]);
        _world.File(path);

        Assert.Empty(Check(_world, "PLB2003"));
    }

    [Fact]
    public void Which_of_two_copies_elsewhere_in_the_environment_is_taken_is_not_known()
    {
        Named([("own.dll", "new_function")], []);
        _world.Delete(_world.Site + "/own.dll");
        foreach (var folder in new[] { "one", "two" })
        {
            _world.File($"{_world.Site}/{folder}/own.dll", PeFixture.Build(0x8664, true, ("old_function", 1)));
        }

        Assert.Empty(Check(_world, "PLB2003"));
    }

    [Fact]
    public void A_file_that_asks_for_more_names_than_any_real_one_is_not_judged_and_said_so()
    {
        Named([.. Enumerable.Repeat(("own.dll", "new_function"), 2)], []);
        var module = _world.Site + "/fast.cp311-win_amd64.pyd";
        _world.File(module, PeFixture.WithOneTable(File.ReadAllBytes(_world.Root + module), 60_000, 3));

        Assert.Empty(Check(_world, "PLB2003"));
        Assert.Contains(
            "all that fast.cp311-win_amd64.pyd needs",
            _world.NotLookedAt("PLB2003"),
            StringComparer.Ordinal
        );
    }

    [Theory]
    [InlineData("SystemRoot", "D:\\Windows", 0)]
    [InlineData("WINDIR", "d:/Windows/", 0)]
    [InlineData("SystemRoot", "E:\\Windows", 1)]
    public void The_folder_of_Windows_is_where_its_variable_says(string variable, string folder, int findings)
    {
        _world
            .File("/D/Windows/System32/kernel32.dll")
            .File("/D/Windows/System32/extra.dll")
            .Variable(variable, folder);
        System32("kernel32.dll");
        Module("fast.cp311-win_amd64.pyd", "kernel32.dll", "extra.dll");

        Assert.Equal(findings, Check().Length);
    }

    private void Named((string, string)[] imports, (string, string)[] delayed)
    {
        System32("kernel32.dll");
        _world.File(_world.Site + "/own.dll", PeFixture.Build(0x8664, true, ("old_function", 1)));
        _world.File(
            _world.Site + "/fast.cp311-win_amd64.pyd",
            PeFixture.WithNames(PeFixture.Build(0x8664, true, ("PyInit_fast", 1)), imports, delayed)
        );
    }

    public void Dispose() => _world.Dispose();

    private static SmallEnvironment Of(string architecture) =>
        new SmallEnvironment().With(i =>
            i with
            {
                Platform = new TargetPlatform(OperatingSystemFamily.Windows, architecture),
            }
        );

    private void System32(params string[] names)
    {
        foreach (var name in names)
        {
            _world.File("/C/Windows/System32/" + name);
        }
    }

    private void Module(string name, params string[] imports) =>
        _world.File(
            $"{_world.Site}/{name}",
            PeFixture.WithImports(PeFixture.Build(0x8664, true, ("PyInit_fast", 1)), true, imports, [])
        );

    private void Library(string path, params string[] imports) =>
        _world.File(path, PeFixture.WithImports(PeFixture.Build(0x8664, true), true, imports, []));

    private ImmutableArray<Finding> Check() => Check(_world);

    private static ImmutableArray<Finding> Check(SmallEnvironment world, string rule = "PLB2001")
    {
        var selection = new RuleSelection([rule], []);
        var context = new CheckContext(world.Observe(observation: Observation.Files | Observation.Native));
        return FixVerifier.Attach(context, CheckRunner.Run(context, selection), selection);
    }
}
