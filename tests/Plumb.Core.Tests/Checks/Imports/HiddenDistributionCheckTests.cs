using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Imports;

public sealed class HiddenDistributionCheckTests
{
    private const string Vendor = "/srv/vendor";
    private const string UserSite = "/home/u/.local/lib/python3.11/site-packages";

    [Fact]
    public void PYTHONPATH_hides_what_the_environment_has_in_another_version()
    {
        using var world = new SmallEnvironment();
        world
            .Install("numpy", "1.26.4", ["numpy/__init__.py"])
            .Install("numpy", "2.2.6", ["numpy/__init__.py"], site: Vendor)
            .OnPath(Vendor, PathOrigin.PythonPath)
            .Variable("PYTHONPATH", Vendor);

        var findings = world.Check("PLB1504,PLB1705");

        var hidden = Assert.Single(findings, f => f.Rule.Code == "PLB1504");
        Assert.Equal(
            "numpy 2.2.6 from a folder of PYTHONPATH is imported instead of numpy 1.26.4, which is installed here.",
            hidden.Title
        );
        Assert.Equal(Severity.Warning, hidden.Severity);
        var head = Assert.Single(findings, f => f.Rule.Code == "PLB1705");
        Assert.Equal((head.Cause, false, true), (hidden.Cause, head.IsConsequence, hidden.IsConsequence));
        Assert.Equal(Severity.Warning, head.Severity);
        Assert.Equal("unset PYTHONPATH", Assert.Single(head.Fixes[0].Commands));
        Assert.True(head.Fixes[0].Verified);
    }

    [Fact]
    public void The_same_version_twice_changes_nothing()
    {
        using var world = new SmallEnvironment();
        world
            .Install("numpy", "2.2.6", ["numpy/__init__.py"])
            .Install("numpy", "2.2.6", ["numpy/__init__.py"], site: Vendor)
            .OnPath(Vendor, PathOrigin.PythonPath);

        Assert.Empty(world.Check("PLB1504"));
    }

    [Fact]
    public void An_environment_that_hides_the_systems_version_does_its_work()
    {
        using var world = new SmallEnvironment();
        world
            .Install("numpy", "2.2.6", ["numpy/__init__.py"])
            .Install("numpy", "1.24.2", [], site: "/usr/lib/python3/dist-packages")
            .OnPath("/usr/lib/python3/dist-packages", PathOrigin.SystemSite);

        Assert.Empty(world.Check("PLB1504"));
    }

    [Fact]
    public void The_user_site_before_an_interpreters_own_packages_is_named()
    {
        using var world = new SmallEnvironment(EnvironmentKind.Interpreter);
        world
            .Install("numpy", "1.26.4", [], site: "/usr/local/lib/python3.11/site-packages")
            .Install("numpy", "2.2.6", ["numpy/__init__.py"], site: UserSite)
            .OnPath(UserSite, PathOrigin.UserSite)
            .OnPath("/usr/local/lib/python3.11/site-packages", PathOrigin.Site);

        var finding = Assert.Single(world.Check("PLB1504"));

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("export PYTHONNOUSERSITE=1", Assert.Single(Assert.Single(finding.Fixes).Commands));
        Assert.True(finding.Fixes[0].Verified);
    }
}
