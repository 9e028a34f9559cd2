using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Paths;

public sealed class EditableSourceGoneCheckTests
{
    private const string InPlace = "{\"url\":\"file:///src/tool\",\"dir_info\":{\"editable\":true}}";

    [Fact]
    public void A_folder_named_by_a_pth_file_that_is_gone_is_an_error()
    {
        using var world = new SmallEnvironment();
        world
            .File(world.Site + "/__editable__.tool-1.0.pth", "/src/tool/src\n")
            .Install("tool", "1.0", ["__editable__.tool-1.0.pth"], directUrl: InPlace);

        var findings = world.Check("PLB16");

        Assert.Equal(["PLB1601", "PLB1603"], findings.Select(f => f.Rule.Code));
        Assert.Equal(
            "tool 1.0 is installed in place from /src/tool/src, which is not there any more: it cannot be imported.",
            findings[0].Title
        );
        Assert.Equal((Severity.Error, false), (findings[0].Severity, findings[0].IsConsequence));
        Assert.Equal((findings[0].Cause, true), (findings[1].Cause, findings[1].IsConsequence));
        var fix = Assert.Single(findings[0].Fixes);
        Assert.Equal("/opt/app/venv/bin/python -m pip uninstall -y tool", Assert.Single(fix.Commands));
        Assert.True(fix.Verified);
    }

    [Fact]
    public void A_finder_module_is_read_without_running_it()
    {
        using var world = Finder("MAPPING: dict[str, str] = {'tool': '/src/tool/tool', 'other': '/src/tool/other'}\n")
            .File("/src/tool/tool/__init__.py");

        var finding = Assert.Single(world.Check("PLB1601"));

        Assert.Contains(
            "/src/tool/other, which is not there any more: other cannot",
            finding.Title,
            StringComparison.Ordinal
        );
        Assert.Equal("1 of the 2 places that it imports from are gone.", finding.Message);
        Assert.Equal(2, finding.Fixes.Length);
        Assert.Equal("/opt/app/venv/bin/python -m pip install -e /src/tool", Assert.Single(finding.Fixes[0].Commands));
    }

    [Theory]
    [InlineData("MAPPING = {'tool': '/src/tool/tool'}\n")]
    [InlineData("F.map_module('tool', '/src/tool/tool/__init__.py')\n")]
    [InlineData("install({'tool'}, \"/src/tool/tool\", ['ninja'], False)\n")]
    [InlineData("MAPPING = {'single': '/src/tool/single'}\n")]
    [InlineData("# '/src/gone'\nPATH_PLACEHOLDER = '__editable__.tool-1.0.finder'\n")]
    public void An_editable_install_whose_code_is_there_is_whole(string finder)
    {
        using var world = Finder(finder).File("/src/tool/tool/__init__.py").File("/src/tool/single.py");

        Assert.Empty(world.Check("PLB1601"));
    }

    [Fact]
    public void Without_a_pth_file_the_projects_folder_decides()
    {
        using var world = new SmallEnvironment();
        world.Install("tool", "1.0", [], directUrl: InPlace);

        Assert.Single(world.Check("PLB1601"));
        world.File("/src/tool/pyproject.toml");
        Assert.Empty(world.Check("PLB1601"));
    }

    [Fact]
    public void An_egg_link_that_leads_nowhere_is_an_error()
    {
        using var world = new SmallEnvironment();
        world.File(world.Site + "/tool.egg-link", "/src/tool\n.\n");

        Assert.Equal("tool", Assert.Single(world.Check("PLB1601")).Subject.Name);
    }

    [Fact]
    public void An_install_from_a_folder_that_is_not_in_place_does_not_need_it()
    {
        using var world = new SmallEnvironment();
        world.Install("tool", "1.0", ["tool.py"], directUrl: "{\"url\":\"file:///src/tool\",\"dir_info\":{}}");

        Assert.Empty(world.Check("PLB1601"));
    }

    private static SmallEnvironment Finder(string text)
    {
        var world = new SmallEnvironment();
        return world
            .File("/src/tool/pyproject.toml")
            .File(
                world.Site + "/__editable__.tool-1.0.pth",
                "import __editable___tool_1_0_finder; __editable___tool_1_0_finder.install()"
            )
            .File(world.Site + "/__editable___tool_1_0_finder.py", text)
            .Install(
                "tool",
                "1.0",
                ["__editable__.tool-1.0.pth", "__editable___tool_1_0_finder.py"],
                directUrl: InPlace
            );
    }
}
