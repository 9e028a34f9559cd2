using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Environment;

public sealed class UserSiteCheckTests
{
    private const string UserSite = "/home/u/.local/lib/python3.11/site-packages";

    [Fact]
    public void Packages_of_the_user_site_are_named_with_those_that_need_them()
    {
        using var world = new SmallEnvironment();
        world
            .Install("tool", "1.0", ["tool.py"], metadata: "Requires-Dist: pyyaml\n")
            .Install("numpy", "1.26.4", ["numpy/__init__.py"])
            .Install("numpy", "2.2.6", ["numpy/__init__.py"], site: UserSite)
            .Install("PyYAML", "6.0.2", ["yaml/__init__.py"], site: UserSite)
            .OnPath(UserSite, PathOrigin.UserSite);

        var finding = Assert.Single(world.Check("PLB1704,PLB1504,PLB10"));

        Assert.Equal("PyYAML 6.0.2 is imported from the user site, not from this environment.", finding.Title);
        Assert.Equal(("PLB1704", Severity.Warning), (finding.Rule.Code, finding.Severity));
        Assert.Contains("need PyYAML 6.0.2", finding.Message, StringComparison.Ordinal);
        Assert.Contains("numpy 2.2.6", finding.Message, StringComparison.Ordinal);
        // Without it a requirement would be missing: only the fix that installs it holds.
        Assert.Equal([false, true], finding.Fixes.Select(f => f.Verified));
        Assert.Equal(
            ["export PYTHONNOUSERSITE=1", "/opt/app/venv/bin/python -m pip install PyYAML==6.0.2"],
            finding.Fixes[1].Commands
        );
    }

    [Fact]
    public void A_user_site_that_changes_nothing_is_worth_knowing()
    {
        using var world = new SmallEnvironment();
        world
            .Install("numpy", "1.26.4", ["numpy/__init__.py"])
            .Install("numpy", "2.2.6", ["numpy/__init__.py"], site: UserSite)
            .OnPath(UserSite, PathOrigin.UserSite);

        var finding = Assert.Single(world.Check("PLB1704"));

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.True(Assert.Single(finding.Fixes).Verified);
    }

    [Fact]
    public void A_conda_environment_sees_the_user_site_as_well()
    {
        using var world = new SmallEnvironment(EnvironmentKind.Conda);
        world.Install("PyYAML", "6.0.2", ["yaml/__init__.py"], site: UserSite).OnPath(UserSite, PathOrigin.UserSite);

        Assert.Equal(Severity.Warning, Assert.Single(world.Check("PLB1704")).Severity);
    }

    [Fact]
    public void Outside_virtual_environments_the_user_site_is_how_it_is_meant()
    {
        using var world = new SmallEnvironment(EnvironmentKind.Interpreter);
        world.Install("numpy", "2.2.6", ["numpy/__init__.py"], site: UserSite).OnPath(UserSite, PathOrigin.UserSite);

        Assert.Empty(world.Check("PLB1704"));
    }
}
