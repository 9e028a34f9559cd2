using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Environment;

public sealed class MovedEnvironmentCheckTests
{
    private const string Bin = SmallEnvironment.Prefix + "/bin";

    [Fact]
    public void Scripts_that_name_the_folder_of_before_cannot_be_started()
    {
        using var world = new SmallEnvironment(EnvironmentKind.Uv);
        world
            .File(Bin + "/activate", "VIRTUAL_ENV='/build/venv'\n")
            .File(Bin + "/tool", "#!/build/venv/bin/python\n")
            .File(Bin + "/idle", "#!/bin/sh\n'''exec' '/build/venv/bin/python3' \"$0\" \"$@\"\n")
            .Install("tool", "1.0", ["../../../bin/tool", "../../../bin/idle"], installer: "uv");

        var finding = Assert.Single(world.Check("PLB17"));

        Assert.Equal("This environment was made as /build/venv and now lies in /opt/app/venv.", finding.Title);
        Assert.Equal(("PLB1702", Severity.Error), (finding.Rule.Code, finding.Severity));
        Assert.Equal(
            "2 scripts cannot be started, because the interpreter in /build/venv is gone. Its activation script puts /build/venv on PATH.",
            finding.Message
        );
        var fix = Assert.Single(finding.Fixes);
        Assert.True(fix.Verified);
        Assert.Equal(
            [
                "uv venv --allow-existing --python /usr/local/bin/python3.11 /opt/app/venv",
                "uv pip install --no-deps --reinstall --python /opt/app/venv/bin/python tool==1.0",
            ],
            fix.Commands
        );
    }

    [Fact]
    public void A_copy_beside_its_original_runs_with_the_originals_packages()
    {
        using var world = new SmallEnvironment();
        world
            .File("/opt/original/bin/python", "ELF")
            .File(Bin + "/activate", "    export VIRTUAL_ENV=\"/opt/original\"\n")
            .File(Bin + "/tool", "#!/opt/original/bin/python\n");

        var finding = Assert.Single(world.Check("PLB17"));

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.StartsWith("1 script run with the packages of /opt/original", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_record_scripts_that_all_agree_tell_it()
    {
        using var world = new SmallEnvironment();
        world.File(Bin + "/a", "#!/build/venv/bin/python\n").File(Bin + "/b", "#!/build/venv/bin/python3\n");

        Assert.Equal("PLB1702", Assert.Single(world.Check("PLB17")).Rule.Code);
    }

    [Fact]
    public void Only_the_command_in_pyvenv_cfg_is_left_and_nothing_depends_on_it()
    {
        using var world = new SmallEnvironment();
        world.With(i =>
            i with
            {
                VenvConfiguration = i.VenvConfiguration.SetItem(
                    "command",
                    "/usr/local/bin/python -m venv --without-pip --prompt=\"my env\" /opt/app/before"
                ),
            }
        );

        var finding = Assert.Single(world.Check("PLB17"));

        Assert.Equal(("PLB1702", Severity.Info), (finding.Rule.Code, finding.Severity));
        Assert.Contains("/opt/app/before", finding.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VIRTUAL_ENV=\"/opt/app/venv\"")]
    [InlineData("VIRTUAL_ENV='/opt/app/venv'")]
    [InlineData("    export VIRTUAL_ENV=/opt/app/venv")]
    [InlineData("    VIRTUAL_ENV=$(cygpath \"/elsewhere\")")]
    [InlineData("VIRTUAL_ENV=''\"$(dirname -- \"$(dirname -- \"$SCRIPT\")\")\"''")]
    public void An_environment_that_lies_where_it_was_made_is_whole(string line)
    {
        using var world = new SmallEnvironment();
        world
            .File(Bin + "/activate", line + "\nexport VIRTUAL_ENV\n")
            .File(Bin + "/pip", "#!/opt/app/venv/bin/python\n");

        Assert.Empty(world.Check("PLB17"));
    }

    [Fact]
    public void An_environment_reached_through_a_link_was_not_moved()
    {
        using var world = new SmallEnvironment();
        world
            .Link("/home/me/venv", "/opt/app/venv")
            .File(Bin + "/activate", "VIRTUAL_ENV='/home/me/venv'\n")
            .File(Bin + "/pip", "#!/home/me/venv/bin/python\n");

        Assert.Empty(world.Check("PLB17"));
    }

    [Fact]
    public void An_unpacked_image_that_is_looked_at_from_outside_is_recognised()
    {
        using var world = new SmallEnvironment();
        world.File(Bin + "/activate", "VIRTUAL_ENV=\"/venv\"\n");

        Assert.StartsWith(
            "If /opt/app is the disk of another machine or an unpacked image, look again with --root /opt/app. ",
            Assert.Single(world.Check("PLB17")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_interpreter_that_is_its_own_prefix_is_not_judged()
    {
        using var world = new SmallEnvironment(EnvironmentKind.Interpreter);
        world.File(Bin + "/a", "#!/usr/local/bin/python3.11\n").File(Bin + "/b", "#!/usr/local/bin/python3.11\n");

        Assert.Empty(world.Check("PLB17"));
    }
}
