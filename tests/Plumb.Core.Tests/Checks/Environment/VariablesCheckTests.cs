using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Environment;

public sealed class VariablesCheckTests
{
    [Fact]
    public void A_PYTHONHOME_without_this_versions_library_keeps_Python_from_starting()
    {
        using var world = new SmallEnvironment();
        world.File("/opt/old/lib/python3.8/os.py").Variable("PYTHONHOME", "/opt/old");

        var finding = Assert.Single(world.Check("PLB1705"));

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(
            "PYTHONHOME is /opt/old, which holds no standard library of Python 3.11: this Python cannot start.",
            finding.Title
        );
        Assert.True(Assert.Single(finding.Fixes).Verified);
        Assert.Equal("unset PYTHONHOME", Assert.Single(finding.Fixes[0].Commands));
    }

    [Fact]
    public void A_PYTHONHOME_of_another_installation_replaces_the_standard_library()
    {
        using var world = new SmallEnvironment();
        world.File("/opt/other/lib/python3.11/os.py").Variable("PYTHONHOME", "/opt/other");

        Assert.Equal(Severity.Warning, Assert.Single(world.Check("PLB1705")).Severity);
    }

    [Theory]
    [InlineData("python3.13t")]
    [InlineData("pypy3.13")]
    public void The_library_of_this_kind_of_Python_is_looked_for(string library)
    {
        using var world = new SmallEnvironment(python: "3.13.1");
        world
            .With(i =>
                i with
                {
                    Paths = new InstallPaths($"/usr/local/lib/{library}", world.Site, world.Site, "", "", ""),
                }
            )
            .File($"/usr/local/lib/{library}/os.py")
            .Delete("/usr/local/lib/python3.13/os.py")
            .Variable("PYTHONHOME", "/usr/local");

        Assert.Empty(world.Check("PLB1705"));
    }

    [Theory]
    [InlineData("PYTHONHOME", "/usr/local")]
    [InlineData("PYTHONHOME", "/not/in/this/root")]
    [InlineData("PYTHONPATH", "/srv/lib")]
    [InlineData("PYTHONPATH", "relative:/opt/app")]
    [InlineData("VIRTUAL_ENV", "/opt/app/venv")]
    [InlineData("VIRTUAL_ENV", "/home/me/venv")]
    [InlineData("CONDA_PREFIX", "/opt/conda")]
    public void Variables_that_change_nothing_here_are_passed_in_silence(string name, string value)
    {
        using var world = new SmallEnvironment();
        world.File("/srv/lib/mine.py").File("/opt/conda/conda-meta/history").Variable(name, value);

        Assert.Empty(world.Check("PLB1705"));
    }

    [Fact]
    public void PYTHONPATH_that_brings_packages_is_worth_knowing()
    {
        using var world = new SmallEnvironment();
        world
            .Install("numpy", "2.2.6", ["numpy/__init__.py"], site: "/srv/vendor")
            .OnPath("/srv/vendor", PathOrigin.PythonPath)
            .Variable("PYTHONPATH", "/srv/vendor");

        var finding = Assert.Single(world.Check("PLB1705"));

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal("PYTHONPATH brings numpy 2.2.6, which are not installed in this environment.", finding.Title);
    }

    [Theory]
    [InlineData("/usr/lib/python3.8/site-packages", false, Severity.Warning)]
    [InlineData("/usr/lib/python3.8", true, Severity.Error)]
    public void PYTHONPATH_of_another_Python_is_named_with_its_version(string folder, bool library, Severity severity)
    {
        using var world = new SmallEnvironment();
        world.File(folder + "/x.py").Variable("PYTHONPATH", "/opt/app:" + folder);
        if (library)
        {
            world.File(folder + "/os.py").File(folder + "/abc.py").File(folder + "/codecs.py");
        }

        var finding = Assert.Single(world.Check("PLB1705"));

        Assert.Equal(severity, finding.Severity);
        Assert.Contains("Python 3.8", finding.Title, StringComparison.Ordinal);
        Assert.True(Assert.Single(finding.Fixes).Verified);
    }

    [Fact]
    public void Two_active_environments_are_named_and_the_other_one_is_left()
    {
        using var world = new SmallEnvironment();
        world
            .File("/opt/conda/conda-meta/history")
            .Variable("VIRTUAL_ENV", SmallEnvironment.Prefix)
            .Variable("CONDA_PREFIX", "/opt/conda");

        var finding = Assert.Single(world.Check("PLB1705"));

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal("unset CONDA_PREFIX", Assert.Single(finding.Fixes.Single().Commands));
    }
}
