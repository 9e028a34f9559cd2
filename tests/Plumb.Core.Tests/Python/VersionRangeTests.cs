using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Python;

public sealed class VersionRangeTests
{
    [Theory]
    [InlineData("", "any")]
    [InlineData(">=1.0,<2", ">=1.0,<2")]
    [InlineData(">=2,<1", "none")]
    [InlineData("==1.0", "==1.0")]
    [InlineData("==1.4.*", "==1.4.*")]
    [InlineData("==1.0+cu118", "==1.0+cu118")]
    [InlineData("===1.0", "===1.0")]
    [InlineData("!=1.5,<2,>=1", ">=1,<2,!=1.5")]
    [InlineData("!=3.0.*,!=3.1.*,>=2.7", ">=2.7,!=3.0.*,!=3.1.*")]
    [InlineData("!=2.*,!=3.*,>=1", ">=1,!=2.*,!=3.*")]
    [InlineData("!=3.0.*,!=3.1.*,!=3.2,>=2.7", ">=2.7,!=3.0.*,!=3.1.*,!=3.2")]
    [InlineData("~=1.4.2", ">=1.4.2,<1.5")]
    [InlineData(">1.0,<=2.0", ">1.0,<=2.0")]
    [InlineData(">1.0.post1", ">1.0.post1")]
    [InlineData("<1.0rc1", "<1.0rc1")]
    [InlineData(">=1.0,!=1.0", ">=1.0,!=1.0")]
    [InlineData("<=1.0,!=1.0", "<=1.0,!=1.0")]
    [InlineData("<0", "none")]
    [InlineData(">=0.dev0", "any")]
    public void A_range_is_told_in_the_terms_of_specifiers(string specifiers, string expected) =>
        Assert.Equal(expected, VersionSpecifiers.Parse(specifiers).ToRange().ToString());

    [Fact]
    public void Alternatives_are_told_side_by_side()
    {
        var range = Of("<1.20").Union(Of(">=1.22,<1.24")).Union(Of(">=2"));
        Assert.Equal("<1.20 || >=1.22,<1.24 || >=2", range.ToString());
        Assert.Equal("<=1.0.post* || >=2.dev0", Of(">1.0,<2").Complement().ToString());
    }

    [Theory]
    [InlineData(">=1.0.post0.dev0", ">=1.0,!=1.0")]
    [InlineData(">=1.0a2.dev0", ">1.0a1")]
    [InlineData("<1.0.post1", "<=1.0.post0")]
    [InlineData("==1.0.*", ">=1.0.dev0,<1.1")]
    [InlineData("==1", "==1.0.0")]
    public void Two_ways_to_say_the_same_are_equal(string left, string right) => Assert.Equal(Of(left), Of(right));

    [Fact]
    public void One_version_alone_leaves_its_local_versions_out()
    {
        var one = VersionRange.Exactly(PythonVersion.Parse("2.1.0"));
        Assert.True(one.Contains(PythonVersion.Parse("2.1")));
        Assert.False(one.Contains(PythonVersion.Parse("2.1.0+cu118")));
        Assert.True(one.IsSubsetOf(Of("==2.1.0")));
        Assert.False(Of("==2.1.0").IsSubsetOf(one));
    }

    [Fact]
    public void A_hundred_thousand_exclusions_are_one_range()
    {
        var range = Of(string.Join(',', Enumerable.Range(1, 100_000).Select(i => $"!={i}.*")));
        Assert.True(range.Contains(PythonVersion.Parse("0.9")));
        Assert.False(range.Contains(PythonVersion.Parse("100000.1")));
        Assert.True(range.Contains(PythonVersion.Parse("100001.dev0")));
    }

    private static VersionRange Of(string specifiers) => VersionSpecifiers.Parse(specifiers).ToRange();
}
