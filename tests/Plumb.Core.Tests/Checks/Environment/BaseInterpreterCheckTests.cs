using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Environment;

public sealed class BaseInterpreterCheckTests
{
    [Fact]
    public void An_environment_whose_interpreter_is_gone_cannot_start_anything()
    {
        using var world = Gone(EnvironmentKind.Venv);
        world
            .File(SmallEnvironment.Prefix + "/bin/tool", "#!/opt/app/venv/bin/python\n")
            .Install("tool", "1", ["../../../bin/tool"]);

        var findings = world.Check("PLB1701,PLB1703");

        Assert.Equal(["PLB1701", "PLB1703"], findings.Select(f => f.Rule.Code));
        Assert.Equal(
            "The Python 3.11.7 that this environment was made from is gone (/usr/local/bin).",
            findings[0].Title
        );
        Assert.Equal(Severity.Error, findings[0].Severity);
        Assert.Equal((findings[0].Cause, true), (findings[1].Cause, findings[1].IsConsequence));
        Assert.Equal(2, findings[0].Fixes.Length);
        Assert.All(findings[0].Fixes, f => Assert.True(f.Verified));
        Assert.Equal(
            [
                "rm -f /opt/app/venv/bin/python /opt/app/venv/bin/python3 /opt/app/venv/bin/python3.11",
                "python3.11 -m venv /opt/app/venv",
            ],
            findings[0].Fixes[0].Commands
        );
    }

    [Fact]
    public void An_environment_of_uv_is_mended_with_uv()
    {
        using var world = Gone(EnvironmentKind.Uv);

        var finding = Assert.Single(world.Check("PLB1701"));

        Assert.Equal(
            ["uv venv --allow-existing --python 3.11 /opt/app/venv", "uv venv --clear --python 3.11 /opt/app/venv"],
            finding.Fixes.SelectMany(f => f.Commands)
        );
    }

    [Theory]
    [InlineData(EnvironmentKind.Venv, "python3.11 -m venv --system-site-packages /opt/app/venv")]
    [InlineData(EnvironmentKind.Uv, "uv venv --allow-existing --system-site-packages --python 3.11 /opt/app/venv")]
    public void An_environment_that_sees_the_bases_packages_still_does_when_it_is_mended(
        EnvironmentKind kind,
        string command
    )
    {
        using var world = Gone(kind).With(i => i with { IncludesSystemSite = true });

        var finding = Assert.Single(world.Check("PLB1701"));

        Assert.Equal(command, finding.Fixes[0].Commands[^1]);
        Assert.All(
            finding.Fixes,
            f => Assert.Contains("--system-site-packages", f.Commands[^1], StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Only_the_interpreters_own_names_are_deleted_and_of_its_implementation()
    {
        using var world = Gone(EnvironmentKind.Venv).With(i => i with { Implementation = "pypy" });
        world
            .File(SmallEnvironment.Prefix + "/bin/python-argcomplete-check-easy-install-script", "#!/x\n")
            .Install("argcomplete", "3", ["../../../bin/python-argcomplete-check-easy-install-script"]);

        var commands = Assert.Single(world.Check("PLB1701")).Fixes[0].Commands;

        Assert.DoesNotContain("*", commands[0], StringComparison.Ordinal);
        Assert.EndsWith(
            "/pypy3.11 /opt/app/venv/bin/pypy /opt/app/venv/bin/pypy3",
            commands[0],
            StringComparison.Ordinal
        );
        Assert.Equal("pypy3.11 -m venv /opt/app/venv", commands[1]);
    }

    [Fact]
    public void A_healthy_environment_has_its_interpreter()
    {
        using var world = new SmallEnvironment();

        Assert.Empty(world.Check("PLB1701"));
    }

    [Fact]
    public void A_Windows_environment_looked_at_from_elsewhere_is_not_called_dead()
    {
        using var world = new SmallEnvironment();
        world.With(i =>
            i with
            {
                BasePrefix = null,
                VenvConfiguration = i.VenvConfiguration.SetItem("home", "C:\\Python311"),
            }
        );

        Assert.Empty(world.Check("PLB1701"));
    }

    [Fact]
    public void A_Python_behind_a_folder_that_may_not_be_searched_is_not_called_gone()
    {
        using var world = Gone(EnvironmentKind.Venv).With(i => i with { ExecutableIsDenied = true });
        world
            .File(SmallEnvironment.Prefix + "/bin/tool", "#!/opt/app/venv/bin/python\n")
            .Install("tool", "1", ["../../../bin/tool"]);

        var finding = Assert.Single(world.Check("PLB1701,PLB1703,PLB1708"));

        Assert.Equal(("PLB1708", Severity.Warning), (finding.Rule.Code, finding.Severity));
        Assert.Contains("permission denied", finding.Title, StringComparison.Ordinal);
        Assert.Empty(finding.Fixes);
    }

    [Theory]
    [InlineData("/root/.local/share/uv/python/cpython-3.11/bin", "look again as root")]
    [InlineData("/home/ann/python/bin", "It lies in the home folder of ann: look again as ann")]
    [InlineData("/srv/python/bin", "Look again as the account that owns the environment")]
    public void Who_can_look_is_said_where_the_path_tells(string home, string words)
    {
        using var world = Gone(EnvironmentKind.Venv)
            .With(i =>
                i with
                {
                    ExecutableIsDenied = true,
                    VenvConfiguration = i.VenvConfiguration.SetItem("home", home),
                }
            );

        Assert.Contains(words, Assert.Single(world.Check("PLB1708")).Message, StringComparison.Ordinal);
    }

    private static SmallEnvironment Gone(EnvironmentKind kind) =>
        new SmallEnvironment(kind)
            .Link(SmallEnvironment.Prefix + "/bin/python", "/usr/local/python-3.11.4/bin/python3.11")
            .With(i => i with { ExecutableDangles = true, BasePrefix = null });
}
