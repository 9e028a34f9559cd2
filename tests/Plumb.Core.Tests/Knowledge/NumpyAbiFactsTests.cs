using Plumb.Knowledge;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Knowledge;

public sealed class NumpyAbiFactsTests
{
    private const string Source = "source = \"https://numpy.org\"\ngrade = \"documented\"\ndate = \"2026-11-24\"\n";
    private const string Release =
        "[[numpy]]\nversion = \"1.26.4\"\npython_from = \"3.9\"\npython_to = \"3.12\"\n" + Source;
    private const string Built = "[[built]]\npackages = [\"A_b\"]\nsince = \"2.0\"\n" + Source;

    [Fact]
    public void The_shipped_file_serves_every_Python_from_three_nine_on()
    {
        var facts = NumpyAbiFacts.Embedded;

        Assert.All(Enumerable.Range(9, 6), minor => Assert.Contains(facts.Releases, r => r.Serves(3, minor)));
        Assert.Equal("2.4.1", facts.Find(PackageName.Parse("torch"))!.SinceWindows.ToString());
        Assert.Null(facts.Find(PackageName.Parse("requests")));
    }

    [Fact]
    public void Names_are_compared_as_they_are_normalised()
    {
        Assert.True(NumpyAbiFacts.TryRead(Release + Built, out var facts, out _));

        Assert.Equal("2.0", facts.Find(PackageName.Parse("a-b"))!.Since.ToString());
        Assert.True(facts.Releases[0].Serves(3, 12));
        Assert.False(facts.Releases[0].Serves(3, 13));
    }

    [Theory]
    [InlineData("")]
    [InlineData("= [")]
    [InlineData(Release)]
    [InlineData(Built)]
    [InlineData(Release + Release + Built)]
    [InlineData(Release + Built + Built)]
    [InlineData(Built + "[[numpy]]\nversion = \"1.26.4\"\npython_from = \"3.12\"\npython_to = \"3.9\"\n" + Source)]
    [InlineData(Built + "[[numpy]]\nversion = \"1.26.4\"\npython_from = \"3.9\"\npython_to = \"3.12\"\n")]
    [InlineData(Release + "[[built]]\npackages = []\nsince = \"2.0\"\n" + Source)]
    [InlineData(Release + "[[built]]\npackages = [\"a\"]\nsince = \"new\"\n" + Source)]
    public void A_file_that_lacks_something_is_refused(string toml)
    {
        Assert.False(NumpyAbiFacts.TryRead(toml, out _, out var error));
        Assert.NotEmpty(error.Message);
    }
}
