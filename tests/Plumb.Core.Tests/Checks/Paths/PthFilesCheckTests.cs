using Plumb.Environments;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Paths;

public sealed class PthFilesCheckTests
{
    [Fact]
    public void Code_that_nobody_owns_is_a_warning_that_quotes_it()
    {
        using var world = new SmallEnvironment();
        world.File(world.Site + "/zzz.pth", "# comment\nimport os; os.system('x')\n");

        var finding = Assert.Single(world.Check("PLB16"));

        Assert.Equal(("PLB1602", Severity.Warning), (finding.Rule.Code, finding.Severity));
        Assert.Equal(2, finding.Location!.Line);
        Assert.Equal("import os; os.system('x')", Assert.Single(finding.Evidence).Text);
        Assert.True(Assert.Single(finding.Fixes).Verified);
    }

    [Fact]
    public void Code_of_a_distribution_is_worth_knowing()
    {
        using var world = new SmallEnvironment();
        world.File(world.Site + "/tracer.pth", "import tracer.auto").Install("tracer", "2.0", ["tracer.pth"]);

        var finding = Assert.Single(world.Check("PLB16"));

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal("tracer.pth of tracer 2.0 runs code whenever Python starts.", finding.Title);
    }

    [Theory]
    [InlineData("_virtualenv.pth")]
    [InlineData("distutils-precedence.pth")]
    [InlineData("matplotlib-3.8.0-py3.11-nspkg.pth")]
    public void Code_of_a_well_known_tool_says_what_it_is_for(string name)
    {
        using var world = new SmallEnvironment();
        world.File($"{world.Site}/{name}", "import x");

        var finding = Assert.Single(world.Check("PLB16"));

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.NotEmpty(finding.Message);
    }

    [Fact]
    public void A_line_that_leads_nowhere_is_worth_knowing()
    {
        using var world = new SmallEnvironment();
        world
            .File(world.Site + "/extra.pth", "/srv/there\n/srv/gone\nrelative\n")
            .File("/srv/there/x")
            .File(world.Site + "/relative/x");

        var finding = Assert.Single(world.Check("PLB16"));

        Assert.Equal(("PLB1603", Severity.Info, 2), (finding.Rule.Code, finding.Severity, finding.Location!.Line));
        Assert.Equal("extra.pth puts /srv/gone on the path, which does not exist.", finding.Title);
    }

    [Fact]
    public void Files_that_Python_does_not_read_at_start_say_nothing()
    {
        using var world = new SmallEnvironment();
        world
            .File(world.Site + "/.hidden.pth", "import x")
            .File(world.Site + "/note.pth.txt", "import x")
            .File(world.Site + "/sub/inner.pth", "import x")
            .File(world.Site + "/words.pth", "important\n")
            .File(world.Site + "/important/x")
            .File("/srv/vendor/code.pth", "import x")
            .OnPath("/srv/vendor", PathOrigin.PythonPath);

        Assert.Empty(world.Check("PLB16"));
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read_and_that_is_said()
    {
        using var world = new SmallEnvironment();
        world.File(world.Site + "/huge.pth", new byte[2 * 1024 * 1024]);

        var finding = Assert.Single(world.Check("PLB16"));

        Assert.Equal("PLB1605", finding.Rule.Code);
        Assert.Equal("huge.pth cannot be read: it is too large.", finding.Title);
    }
}
