using Plumb.Environments;
using Xunit;

namespace Plumb.Core.Tests.Checks.Files;

/// <summary>One file, written in several ways: RECORD names it as somebody typed it, disk and owners know it by one path.</summary>
public sealed class RecordPathsTests
{
    private const string Record = "/pkg-1.0.dist-info/RECORD";

    [Theory]
    [InlineData("./pkg/a.py")]
    [InlineData("pkg//a.py")]
    [InlineData("pkg/./a.py")]
    [InlineData("pkg/b/../a.py")]
    [InlineData(".//pkg/a.py")]
    [InlineData("pkg\\a.py")]
    public void A_row_means_the_file_that_it_leads_to(string row)
    {
        using var world = new SmallEnvironment();
        world.Install("pkg", "1.0", ["pkg/a.py"]);
        world.File(world.Site + Record, $"{row},,\npkg-1.0.dist-info/METADATA,,\npkg-1.0.dist-info/WHEEL,,\n");

        var file = Assert.Single(world.Observe().Distributions, d => d.Name != "pip").Files[0];

        Assert.Equal((world.Site + "/pkg/a.py", Presence.File), (file.Path, file.Presence));
        Assert.Empty(world.Check("PLB12"));
    }

    [Theory]
    [InlineData("/srv/brew/bin/tool")]
    [InlineData(SmallEnvironment.Prefix + "/bin/tool")]
    public void A_row_that_leads_out_of_a_linked_folder_means_what_lies_there(string tool)
    {
        using var world = new SmallEnvironment();
        world.File("/srv/brew/lib/python3.11/site-packages/other.txt").Delete(world.Site);
        world.Link(world.Site, "../../../../../srv/brew/lib/python3.11/site-packages");
        world.Install("pkg", "1.0", ["pkg/a.py"]).File(tool);
        world.File(world.Site + Record, "pkg/a.py,,\n../../../bin/tool,,\n");

        var file = Assert.Single(world.Observe().Distributions).Files[1];

        Assert.Equal((tool, Presence.File), (file.Path, file.Presence));
    }

    [Fact]
    public void Two_owners_are_seen_however_they_write_the_file()
    {
        using var world = new SmallEnvironment();
        world.Install("pkg", "1.0", ["shared/a.py"]).Install("other", "2.0", ["./shared//a.py"]);

        Assert.Equal(
            "other 2.0 and pkg 1.0 install the same file, shared/a.py.",
            Assert.Single(world.Check("PLB13")).Title
        );
    }

    [Theory]
    [InlineData("C:/Windows/system.ini")]
    [InlineData("C:\\Windows\\system.ini")]
    [InlineData("d:notes.txt")]
    public void A_drive_is_no_folder_of_the_environment_and_not_the_distributions(string row)
    {
        using var world = new SmallEnvironment();
        world.Install("pkg", "1.0", ["pkg/a.py"]);
        world.File(world.Site + Record, $"pkg/a.py,,\n{row},,\n");

        var file = Assert.Single(world.Observe().Distributions, d => d.Name != "pip").Files[1];

        Assert.StartsWith(world.Site + "/", file.Path, StringComparison.Ordinal);
        Assert.Single(world.Check("PLB1207"));
    }
}
