using Plumb.Cli.Rendering;
using Plumb.Findings;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class WordsTests
{
    [Theory]
    [InlineData(true, 1, "mend it (1 change, the finding would be gone)")]
    [InlineData(false, 2, "mend it (2 changes)")]
    [InlineData(false, 0, "mend it")]
    public void Of_a_fix_is_said_what_was_proved_and_nothing_more(bool verified, int changes, string words) =>
        Assert.Equal(words, Words.Cost(new Fix("mend it", ["true"], verified, new FixCost(null, changes))));
}
