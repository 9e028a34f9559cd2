using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Tags;

public sealed class WrongWheelCheckTests
{
    private const string ForThis = "cp311-cp311-manylinux_2_17_x86_64";
    private const string ForOther = "cp312-cp312-manylinux_2_17_x86_64";

    [Fact]
    public void A_wheel_for_another_Python_is_an_error_when_none_of_its_modules_can_be_found()
    {
        using var world = new SmallEnvironment();
        world.Install(
            "numpy",
            "2.2.6",
            ["numpy/__init__.py", "numpy/_core.cpython-312-x86_64-linux-gnu.so", "numpy.libs/libopenblas-1a2b.so"],
            tag: ForOther
        );

        var findings = world.Check("PLB14");

        Assert.Equal(["PLB1401", "PLB1402"], findings.Select(f => f.Rule.Code));
        Assert.All(findings, f => Assert.Equal(Severity.Error, f.Severity));
        Assert.Equal(
            "numpy 2.2.6 was built for cp312-cp312-manylinux_2_17_x86_64; this is Python 3.11 (Linux x86_64).",
            findings[0].Title
        );
        Assert.Single(findings.Select(f => f.Cause).Distinct(StringComparer.Ordinal));
        Assert.False(findings[0].IsConsequence);
        Assert.True(findings[1].IsConsequence);
        var fix = Assert.Single(findings[0].Fixes);
        Assert.True(fix.Verified);
        Assert.Equal(
            "/opt/app/venv/bin/python -m pip install --no-deps --force-reinstall numpy==2.2.6",
            Assert.Single(fix.Commands)
        );
    }

    [Fact]
    public void A_refused_tag_over_modules_that_fit_any_Python_is_a_warning()
    {
        using var world = new SmallEnvironment();
        world.Install("decord", "0.6.0", ["decord/__init__.py", "decord/libdecord.so"], tag: "cp36-cp36m-linux_x86_64");

        var finding = Assert.Single(world.Check("PLB14"));

        Assert.Equal(("PLB1401", Severity.Warning), (finding.Rule.Code, finding.Severity));
        Assert.Empty(finding.Fixes);
    }

    [Fact]
    public void Modules_of_another_Python_under_a_fitting_wheel_are_found_by_their_names()
    {
        using var world = new SmallEnvironment();
        world.Install("fast", "1.0", ["fast/_fast.cpython-39-x86_64-linux-gnu.so"], tag: ForThis);

        var finding = Assert.Single(world.Check("PLB14"));

        Assert.Equal(("PLB1402", Severity.Error), (finding.Rule.Code, finding.Severity));
        Assert.True(Assert.Single(finding.Fixes).Verified);
    }

    [Fact]
    public void Some_modules_of_another_Python_beside_those_of_this_one_are_a_warning()
    {
        using var world = new SmallEnvironment();
        world.Install(
            "mixed",
            "1.0",
            ["mixed/a.cpython-311-x86_64-linux-gnu.so", "mixed/b.cpython-39-x86_64-linux-gnu.so"]
        );

        Assert.Equal(Severity.Warning, Assert.Single(world.Check("PLB14")).Severity);
    }

    [Theory]
    [InlineData("py3-none-any", "pure/__init__.py")]
    [InlineData("cp38-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64", "pure/_a.abi3.so")]
    [InlineData(ForThis, "pure/_a.cpython-311-x86_64-linux-gnu.so")]
    [InlineData("py2.py3-none-manylinux1_x86_64", "pure/_a.so")]
    [InlineData("not a tag at all", "pure/_a.so")]
    [InlineData("py3-none-manylinux2014_x86_64", "pure/lib/libcuda.so.1.1")]
    public void What_this_Python_takes_is_passed_in_silence(string tag, string file)
    {
        using var world = new SmallEnvironment();
        world.Install("pure", "1.0", [file], tag: tag);

        Assert.Empty(world.Check("PLB14"));
    }

    [Fact]
    public void A_module_that_is_there_for_several_Pythons_is_found_under_its_right_name()
    {
        using var world = new SmallEnvironment();
        world.Install(
            "fat",
            "1.0",
            [
                "fat/_a.cpython-310-x86_64-linux-gnu.so",
                "fat/_a.cpython-311-x86_64-linux-gnu.so",
                "fat/_a.cpython-312-x86_64-linux-gnu.so",
            ]
        );

        Assert.Empty(world.Check("PLB14"));
    }

    [Fact]
    public void A_wheel_for_another_machine_is_named_with_the_machine()
    {
        using var world = new SmallEnvironment();
        world.Install("x", "1", ["x/_a.cpython-311-aarch64-linux-gnu.so"], tag: "cp311-cp311-manylinux_2_17_aarch64");

        Assert.Equal(Severity.Error, world.Check("PLB1401").Single().Severity);
    }

    [Fact]
    public void Nothing_is_claimed_of_an_interpreter_that_is_not_known()
    {
        using var world = new SmallEnvironment();
        world
            .Install("numpy", "2.2.6", ["numpy/_core.cpython-312-x86_64-linux-gnu.so"], tag: ForOther)
            .With(i => i with { Major = 0, Minor = 0, Version = null });

        Assert.Empty(world.Check("PLB14"));
    }

    [Fact]
    public void Where_sysconfig_is_not_known_the_version_in_the_name_decides()
    {
        using var world = new SmallEnvironment();
        world
            .Install("a", "1", ["a/_a.cpython-311-darwin.so"])
            .Install("b", "1", ["b/_b.cp312-win_amd64.pyd"])
            .With(i => i with { ExtensionSuffix = null });

        Assert.Equal("b", Assert.Single(world.Check("PLB1402")).Subject.Name);
    }
}
