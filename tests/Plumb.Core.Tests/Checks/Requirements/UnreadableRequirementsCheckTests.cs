using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Requirements;

public sealed class UnreadableRequirementsCheckTests
{
    [Theory]
    [InlineData("Requires-Dist: pytz >dev, whatever", "pytz >dev, whatever")]
    [InlineData("Requires-Python: three or so", "three or so")]
    public void A_field_that_cannot_be_read_is_quoted_with_its_place(string metadata, string quoted)
    {
        using var world = new SmallEnvironment();
        world.Install("old", "1.0", ["old.py"], metadata: metadata + "\n");

        var finding = Assert.Single(world.Check("PLB1004"));

        Assert.Equal($"old 1.0 states a requirement that cannot be read: \"{quoted}\".", finding.Title);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(4, finding.Location!.Line);
    }

    [Theory]
    [InlineData("Requires-Dist: numpy (>=1.20)")]
    [InlineData("Requires-Dist: requests[socks]>=2; python_version < '4'")]
    [InlineData("Requires-Python: >=3.7")]
    public void What_can_be_read_is_passed_in_silence(string metadata)
    {
        using var world = new SmallEnvironment();
        world.Install("good", "1.0", ["good.py"], metadata: metadata + "\n");

        Assert.Empty(world.Check("PLB1004"));
    }

    [Fact]
    public void A_line_of_a_megabyte_is_quoted_in_part()
    {
        using var world = new SmallEnvironment();
        world.Install("old", "1.0", ["old.py"], metadata: "Requires-Dist: " + new string('!', 1_000_000) + "\n");

        Assert.True(Assert.Single(world.Check("PLB1004")).Title.Length < 400);
    }
}
