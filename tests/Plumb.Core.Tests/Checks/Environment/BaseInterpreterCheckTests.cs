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
            ["rm -f /opt/app/venv/bin/python*", "python3.11 -m venv /opt/app/venv"],
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

    private static SmallEnvironment Gone(EnvironmentKind kind) =>
        new SmallEnvironment(kind)
            .Link(SmallEnvironment.Prefix + "/bin/python", "/usr/local/python-3.11.4/bin/python3.11")
            .With(i => i with { ExecutableDangles = true, BasePrefix = null });
}
