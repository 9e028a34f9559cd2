using Plumb.Processes;
using Xunit;

namespace Plumb.Core.Tests.Processes;

public sealed class ChildLimitsTests
{
    [Theory]
    [InlineData(64, 8, 8, 4)]
    [InlineData(64, 1, 1, 16)]
    [InlineData(16, 64, 8, 1)]
    [InlineData(1, 8, 1, 1)]
    [InlineData(64, 0, 1, 16)]
    public void Those_that_run_at_once_share_half_of_the_memory(int gibibytes, int processors, int atOnce, int each)
    {
        var shared = ChildLimits.Shared(TimeSpan.FromSeconds(1), processors, (long)gibibytes << 30);

        Assert.Equal((atOnce, (long)each << 30), (shared.AtOnce, shared.Each.MemoryBytes));
    }
}
