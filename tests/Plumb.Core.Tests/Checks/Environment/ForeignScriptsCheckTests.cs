using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Environment;

public sealed class ForeignScriptsCheckTests
{
    private const string Bin = SmallEnvironment.Prefix + "/bin";

    [Fact]
    public void Scripts_of_another_environment_are_grouped_by_its_interpreter()
    {
        using var world = new SmallEnvironment();
        world
            .File("/opt/other/bin/python", "ELF")
            .File(Bin + "/pip", "#!/opt/app/venv/bin/python\n")
            .File(Bin + "/black", "#!/opt/other/bin/python\n")
            .File(Bin + "/ruff", "#!/opt/other/bin/python\n");

        var finding = Assert.Single(world.Check("PLB17"));

        Assert.Equal("black and ruff in bin/ run with another Python: /opt/other/bin/python.", finding.Title);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("rm /opt/app/venv/bin/black /opt/app/venv/bin/ruff", finding.Fixes.Single().Commands.Single());
        Assert.True(finding.Fixes[0].Verified);
    }

    [Fact]
    public void An_installed_script_whose_interpreter_is_gone_certainly_fails()
    {
        using var world = new SmallEnvironment();
        world
            .File(Bin + "/pip", "#!/opt/app/venv/bin/python\n")
            .File(Bin + "/tool", "#!/opt/app/venv/bin/python3.9\n")
            .Install("tool", "1.0", ["../../../bin/tool"]);

        var finding = Assert.Single(world.Check("PLB17"));

        Assert.Equal("tool in bin/ cannot be started: /opt/app/venv/bin/python3.9 does not exist.", finding.Title);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.True(Assert.Single(finding.Fixes).Verified);
    }

    [Fact]
    public void A_shared_folder_of_scripts_may_serve_several_Pythons()
    {
        using var world = new SmallEnvironment(EnvironmentKind.Interpreter);
        world
            .File("/usr/bin/python3", "ELF")
            .File(Bin + "/system-tool", "#!/usr/bin/python3\n")
            .File(Bin + "/python2.7-gdb.py", "#!/usr/bin/python\n")
            .File(Bin + "/any", "#!/usr/bin/env python3\n");

        Assert.Empty(world.Check("PLB17"));
    }

    [Fact]
    public void A_distributions_script_that_cannot_start_is_wrong_in_a_shared_folder_too()
    {
        using var world = new SmallEnvironment(EnvironmentKind.Interpreter);
        world.File(Bin + "/tool", "#!/usr/bin/python\n").Install("tool", "1.0", ["../../../bin/tool"]);

        Assert.Equal(Severity.Error, Assert.Single(world.Check("PLB17")).Severity);
    }

    [Theory]
    [InlineData("python3.11-gdb.py")]
    [InlineData("python3-config")]
    [InlineData("pydoc3.11")]
    [InlineData("idle")]
    [InlineData("2to3-3.11")]
    public void What_the_interpreter_itself_brought_is_worth_knowing_and_not_to_be_deleted(string name)
    {
        using var world = new SmallEnvironment(EnvironmentKind.Interpreter);
        world.File($"{Bin}/{name}", $"#!{Bin}/python2\n");

        var finding = Assert.Single(world.Check("PLB17"));

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal(
            $"{name} of the interpreter's own cannot be started: {Bin}/python2 does not exist.",
            finding.Title
        );
        Assert.Empty(finding.Fixes);
    }

    [Theory]
    [InlineData("python-black")]
    [InlineData("idler")]
    [InlineData("my-config")]
    public void Scripts_with_similar_names_are_judged_as_all_are(string name)
    {
        using var world = new SmallEnvironment(EnvironmentKind.Interpreter);
        world.File($"{Bin}/{name}", $"#!{Bin}/python2\n");

        Assert.Equal(Severity.Warning, Assert.Single(world.Check("PLB17")).Severity);
    }

    [Fact]
    public void In_a_conda_prefix_scripts_belong_to_it_alone()
    {
        using var world = new SmallEnvironment(EnvironmentKind.Conda);
        world.File("/usr/bin/python3", "ELF").File(Bin + "/tool", "#!/usr/bin/python3\n");

        Assert.Equal("PLB1703", Assert.Single(world.Check("PLB17")).Rule.Code);
    }

    [Fact]
    public void More_scripts_than_fit_in_a_line_are_counted()
    {
        using var world = new SmallEnvironment();
        world.File(Bin + "/pip", "#!/opt/app/venv/bin/python\n").File("/usr/bin/python3", "ELF");
        for (var i = 0; i < 8; i++)
        {
            world.File($"{Bin}/s{i}", "#!/usr/bin/python3\n");
        }

        Assert.StartsWith(
            "s0, s1, s2, s3 and 4 more in bin/",
            Assert.Single(world.Check("PLB17")).Title,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_script_in_the_folder_below_condas_interpreter_is_its_own()
    {
        using var world = new SmallEnvironment(EnvironmentKind.Conda);
        world
            .File(SmallEnvironment.Prefix + "/python.exe", "MZ")
            .File(SmallEnvironment.Prefix + "/Scripts/tool-script.py", "#!/opt/app/venv/python.exe\n")
            .With(i =>
                i with
                {
                    Executable = SmallEnvironment.Prefix + "/python.exe",
                    ScriptsFolder = SmallEnvironment.Prefix + "/Scripts",
                }
            );

        Assert.True(Assert.Single(world.Observe().Scripts).IsOwn);
        Assert.Empty(world.Check("PLB1703"));
    }

    [Fact]
    public void What_lies_on_a_drive_is_not_called_missing_where_drives_cannot_be_seen()
    {
        using var world = new SmallEnvironment();
        world
            .File(Bin + "/tool", "#!C:\\other\\python.exe\n")
            .File(Bin + "/pip", "#!/opt/app/venv/bin/python\n")
            .Install("tool", "1", ["../../../bin/tool"]);

        Assert.Equal(2, world.Observe().Scripts.Length);
        Assert.Empty(world.Check("PLB1703"));
    }

    [Fact]
    public void An_owner_without_a_RECORD_that_can_be_read_is_installed_over()
    {
        using var world = new SmallEnvironment();
        world
            .File(Bin + "/pip", "#!/opt/app/venv/bin/python\n")
            .File(Bin + "/tool", "#!/opt/app/venv/bin/python3.9\n")
            .Install("tool", "1.0", ["../../../bin/tool", "a,b,c,d"]);

        var fix = Assert.Single(Assert.Single(world.Check("PLB1703")).Fixes);

        Assert.Equal(["/opt/app/venv/bin/python -m pip install --no-deps --ignore-installed tool==1.0"], fix.Commands);
    }
}
