using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Imports;

public sealed class ShadowedByPathCheckTests
{
    private const string Sources = "/srv/src";

    [Theory]
    [InlineData("/solver/__init__.py", "/srv/src/solver")]
    [InlineData("/solver.py", "/srv/src/solver.py")]
    public void Sources_on_PYTHONPATH_take_the_place_of_an_installed_package(string file, string place)
    {
        using var world = With(file);

        var finding = Assert.Single(world.Check("PLB1506"));

        Assert.Equal(
            $"{place} is imported instead of solver of solver-kit 2.1, which is installed here.",
            finding.Title
        );
        Assert.Equal(Severity.Warning, finding.Severity);
        var fix = Assert.Single(finding.Fixes);
        Assert.Equal("unset PYTHONPATH", Assert.Single(fix.Commands));
        Assert.True(fix.Verified);
    }

    [Theory]
    [InlineData("/solver/data.txt")]
    [InlineData("/solvers/__init__.py")]
    [InlineData("/kit/solver/__init__.py")]
    public void What_hides_nothing_is_silent(string file)
    {
        using var world = With(file);

        Assert.Empty(world.Check("PLB1506"));
    }

    [Fact]
    public void What_a_distribution_brings_there_is_a_matter_of_versions()
    {
        using var world = new SmallEnvironment();
        world
            .Install("solver-kit", "2.1", ["solver/__init__.py"])
            .Install("solver-kit", "2.0", ["solver/__init__.py"], site: Sources)
            .OnPath(Sources, PathOrigin.PythonPath);

        Assert.Empty(world.Check("PLB1506"));
    }

    private static SmallEnvironment With(string file)
    {
        var world = new SmallEnvironment();
        world.Install("solver-kit", "2.1", ["solver/__init__.py"]);
        world.File(Sources + file);
        world.OnPath(Sources, PathOrigin.PythonPath);
        return world;
    }
}
