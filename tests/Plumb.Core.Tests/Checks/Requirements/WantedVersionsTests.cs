using Plumb.Checks.Requirements;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Checks.Requirements;

public sealed class WantedVersionsTests
{
    [Theory]
    [InlineData("!=1.8,!=1.8.1,<3,>=2.5.3|>=2.9.0|<3.0", ">=2.9.0,<3")]
    [InlineData(">=1.2|<2", "<2,>=1.2")]
    [InlineData(">=1.2,!=1.5|<2", "!=1.5,<2,>=1.2")]
    [InlineData("==1.26.4|>=1.20", "==1.26.4")]
    [InlineData("<1|>2", null)]
    public void What_all_want_is_one_range_in_the_fewest_words(string wanted, string? text) =>
        Assert.Equal(text, WantedVersions.Of(wanted.Split('|').Select(w => VersionSpecifiers.Parse(w)))?.Text);
}
