using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Imports;

public sealed class HiddenStandardLibraryCheckTests
{
    private const string Vendor = "/srv/vendor";

    [Fact]
    public void A_backport_on_PYTHONPATH_takes_the_place_of_the_standard_module()
    {
        using var world = new SmallEnvironment();
        world.Install("enum34", "1.1.10", ["enum/__init__.py"], site: Vendor).OnPath(Vendor, PathOrigin.PythonPath);

        var finding = Assert.Single(world.Check("PLB1505"));

        Assert.Equal(
            "enum of enum34 1.1.10 in /srv/vendor is imported instead of the standard library's.",
            finding.Title
        );
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.True(Assert.Single(finding.Fixes).Verified);
    }

    [Fact]
    public void A_file_that_nobody_installed_there_is_never_deleted()
    {
        using var world = new SmallEnvironment();
        world.File(Vendor + "/queue.py").OnPath(Vendor, PathOrigin.PythonPath);

        var fix = Assert.Single(Assert.Single(world.Check("PLB1505")).Fixes);

        Assert.Equal("unset PYTHONPATH", Assert.Single(fix.Commands));
        Assert.True(fix.Verified);
    }

    [Fact]
    public void A_file_beside_what_an_installer_put_there_is_not_deleted_either()
    {
        using var world = new SmallEnvironment();
        world
            .Install("tool", "1", ["tool.py"], site: Vendor)
            .File(Vendor + "/queue.py")
            .OnPath(Vendor, PathOrigin.PythonPath);

        var fix = Assert.Single(Assert.Single(world.Check("PLB1505")).Fixes);

        Assert.Equal("unset PYTHONPATH", Assert.Single(fix.Commands));
    }

    [Fact]
    public void The_same_backport_in_site_packages_stands_behind_the_standard_library_and_does_nothing()
    {
        using var world = new SmallEnvironment();
        world.Install("enum34", "1.1.10", ["enum/__init__.py"]);

        Assert.Empty(world.Check("PLB1505"));
    }
}
