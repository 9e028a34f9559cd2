using Plumb.Core.Tests.Checks;
using Plumb.Environments;
using Xunit;

namespace Plumb.Core.Tests.Environments.Observing;

public sealed class LinkedSitesTests
{
    [Fact]
    public void A_site_that_is_reached_under_two_names_is_looked_at_once()
    {
        using var world = new SmallEnvironment();
        var other = SmallEnvironment.Prefix + "/lib64";
        world
            .Link(other, "lib")
            .Install("tool", "1", ["tool.py"])
            .OnPath($"{other}/python3.11/site-packages", PathOrigin.Site);

        var snapshot = world.Observe();

        Assert.Equal([world.Site], snapshot.Sites.Select(s => s.Path));
        Assert.Equal(["pip", "tool"], snapshot.Distributions.Select(d => d.Name));
        Assert.Empty(world.Check("PLB12,PLB13,PLB14"));
    }
}
