using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks.Requirements;

public sealed class RequiresPythonCheckTests
{
    [Theory]
    [InlineData(">=3.12", true)]
    [InlineData("<3.11", true)]
    [InlineData(">=3.11.8", true)]
    [InlineData(">=3.7", false)]
    [InlineData(">=3.6,!=3.11.5", false)]
    [InlineData("~=3.8", false)]
    [InlineData("", false)]
    [InlineData("three", false)]
    public void The_version_of_this_Python_decides(string wanted, bool refused)
    {
        using var world = new SmallEnvironment();
        world.Install("tool", "1.0", ["tool.py"], metadata: $"Requires-Python: {wanted}\n");

        var findings = world.Check("PLB1003");

        Assert.Equal(refused, findings.Length == 1);
        if (refused)
        {
            Assert.Equal(
                ($"tool 1.0 requires Python {wanted}; this is Python 3.11.7.", Severity.Error),
                (findings[0].Title, findings[0].Severity)
            );
            Assert.Equal(4, findings[0].Location!.Line);
        }
    }

    [Fact]
    public void A_version_that_is_too_new_is_left_by_name()
    {
        using var world = new SmallEnvironment();
        world.Install("click", "8.2.0+local", ["click.py"], metadata: "Requires-Python: >=3.12\n");

        Assert.Equal(
            [$"{SmallEnvironment.Prefix}/bin/python -m pip install --upgrade 'click!=8.2.0'"],
            Assert.Single(Assert.Single(world.Check("PLB1003")).Fixes).Commands
        );
    }

    [Theory]
    [InlineData(">=3.11.8", false)]
    [InlineData(">=3.12", true)]
    public void Where_the_patch_version_is_not_known_any_of_it_will_do(string wanted, bool refused)
    {
        using var world = new SmallEnvironment();
        world
            .Install("tool", "1.0", ["tool.py"], metadata: $"Requires-Python: {wanted}\n")
            .With(i => i with { Version = "3.11" });

        Assert.Equal(refused, world.Check("PLB1003").Length == 1);
    }
}
