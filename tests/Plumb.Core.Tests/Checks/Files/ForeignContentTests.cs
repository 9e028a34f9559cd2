using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Files;

/// <summary>What lies in place of a file when something else was sent or written.</summary>
public sealed class ForeignContentTests
{
    [Theory]
    [InlineData("_core.so", "<!DOCTYPE html><html><body>403 Forbidden</body></html>", "a page of HTML")]
    [InlineData("_core.so", "\n <HTML>\n", "a page of HTML")]
    [InlineData("core.py", "<!doctype HTML PUBLIC>", "a page of HTML")]
    [InlineData("_core.so", "no library at all", "no native library")]
    [InlineData("_core.so", "\u007fELF", "cut off")]
    public void It_is_called_by_what_it_is(string name, string content, string word)
    {
        using var world = new SmallEnvironment();
        var path = $"{world.Site}/pkg/{name}";
        world
            .File(path, [.. "\u007fELF"u8, .. Enumerable.Repeat((byte)7, 5000)])
            .Install("pkg", "1.0", ["pkg/" + name], hashed: true)
            .File(path, content);

        var finding = Assert.Single(world.Check("PLB12"));

        Assert.Equal(
            ("PLB1203", Severity.Error, $"pkg 1.0: pkg/{name} is {word}."),
            (finding.Rule.Code, finding.Severity, finding.Title)
        );
        Assert.True(Assert.Single(finding.Fixes).Verified);
    }

    [Fact]
    public void A_program_that_is_cut_off_is_an_error_and_named_as_people_know_it()
    {
        using var world = new SmallEnvironment();
        var program = SmallEnvironment.Prefix + "/bin/ruff";
        world
            .File(program, [.. "\u007fELF"u8, .. Enumerable.Repeat((byte)7, 5000)])
            .Install("ruff", "1.0", ["../../../bin/ruff"], hashed: true)
            .File(program, "\u007fELF");

        var finding = Assert.Single(world.Check("PLB12"));

        Assert.Equal((Severity.Error, "ruff 1.0: bin/ruff is cut off."), (finding.Severity, finding.Title));
    }

    [Theory]
    [InlineData("a.py")]
    [InlineData("/nowhere/at/all")]
    public void A_link_that_leads_nowhere_is_deleted_before_anything_is_installed_over_it(string target)
    {
        using var world = new SmallEnvironment();
        var path = world.Site + "/pkg/a.py";
        world.Install("pkg", "1.0", ["pkg/__init__.py", "pkg/a.py"]).Link(path, target);

        var fix = Assert.Single(Assert.Single(world.Check("PLB1201")).Fixes);

        Assert.Equal("rm " + path, fix.Commands[0]);
        Assert.Contains("pkg==1.0", fix.Commands[1], StringComparison.Ordinal);
        Assert.True(fix.Verified);
    }

    [Theory]
    [InlineData("click/own.py", "1 file in click belongs to no distribution.", "It was put there")]
    [InlineData("click/own.py,click/more.py", "2 files in click belong to no distribution.", "They were put there")]
    [InlineData("README", null, null)]
    public void Files_of_nobody_are_counted_in_the_right_number(string files, string? title, string? message)
    {
        using var world = new SmallEnvironment();
        world.Install("click", "8", ["click/__init__.py"]);
        foreach (var file in files.Split(','))
        {
            world.File($"{world.Site}/{file}");
        }

        var finding = world.Check("PLB1206").SingleOrDefault();

        Assert.Equal(title, finding?.Title);
        Assert.StartsWith(message ?? "", finding?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_was_given_another_name_is_one_finding_with_the_way_back()
    {
        using var world = new SmallEnvironment();
        world
            .Install("greenlet", "3.1", ["greenlet/__init__.py", "greenlet/core.py"])
            .Delete(world.Site + "/greenlet")
            .File(world.Site + "/Greenlet/__init__.py")
            .File(world.Site + "/Greenlet/core.py");

        var finding = Assert.Single(world.Check("PLB12"));

        Assert.Equal("PLB1201", finding.Rule.Code);
        Assert.Contains("its files lie in Greenlet", finding.Message, StringComparison.Ordinal);
        Assert.Equal([$"mv {world.Site}/Greenlet {world.Site}/greenlet"], finding.Fixes[0].Commands);
    }

    [Fact]
    public void A_template_of_HTML_that_was_edited_is_not_damaged()
    {
        using var world = new SmallEnvironment();
        var path = world.Site + "/pkg/page.html";
        world.File(path, "<html>old</html>").Install("pkg", "1.0", ["pkg/page.html"], hashed: true);
        world.File(path, "<html>new and longer</html>");

        Assert.Equal("PLB1202", Assert.Single(world.Check("PLB12")).Rule.Code);
    }
}
