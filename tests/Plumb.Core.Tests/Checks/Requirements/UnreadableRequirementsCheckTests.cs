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
    [InlineData("Requires-Python: >=3.6.*")]
    [InlineData("Requires-Dist: pytz (>dev)")]
    public void What_can_be_read_is_passed_in_silence(string metadata)
    {
        using var world = new SmallEnvironment();
        world.Install("good", "1.0", ["good.py"], metadata: metadata + "\n");

        Assert.Empty(world.Check("PLB1004"));
    }

    [Theory]
    [InlineData("Requires-Dist: tool (>=2.0.*)", "PLB1002", "tool 1.0 is installed, but old 1.0 requires tool>=2.0.")]
    [InlineData("Requires-Dist: absent (>=1.0<2)", "PLB1001", "absent is not installed, but old 1.0 requires it.")]
    [InlineData("Requires-Python: >=3.12.*", "PLB1003", "old 1.0 requires Python >=3.12.*; this is Python 3.11.7.")]
    public void What_old_metadata_means_is_judged_all_the_same(string metadata, string rule, string title)
    {
        using var world = new SmallEnvironment();
        world.Install("old", "1.0", ["old.py"], metadata: metadata + "\n").Install("tool", "1.0", ["tool.py"]);

        var finding = Assert.Single(world.Check("PLB10"));

        Assert.Equal((rule, title), (finding.Rule.Code, finding.Title));
    }

    [Fact]
    public void A_line_of_a_megabyte_is_quoted_in_part()
    {
        using var world = new SmallEnvironment();
        world.Install("old", "1.0", ["old.py"], metadata: "Requires-Dist: " + new string('!', 1_000_000) + "\n");

        Assert.True(Assert.Single(world.Check("PLB1004")).Title.Length < 400);
    }
}
