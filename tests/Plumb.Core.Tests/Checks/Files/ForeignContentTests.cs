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
    public void A_template_of_HTML_that_was_edited_is_not_damaged()
    {
        using var world = new SmallEnvironment();
        var path = world.Site + "/pkg/page.html";
        world.File(path, "<html>old</html>").Install("pkg", "1.0", ["pkg/page.html"], hashed: true);
        world.File(path, "<html>new and longer</html>");

        Assert.Equal("PLB1202", Assert.Single(world.Check("PLB12")).Rule.Code);
    }
}
