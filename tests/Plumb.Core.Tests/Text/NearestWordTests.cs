using Plumb.Text;
using Xunit;

namespace Plumb.Core.Tests.Text;

public sealed class NearestWordTests
{
    [Theory]
    [InlineData("xml", null)]
    [InlineData("jsn", "json")]
    [InlineData("txet", "text")]
    [InlineData("markdwon", "markdown")]
    [InlineData("PLB1202", "PLB1201")]
    [InlineData("zebra", null)]
    public void A_word_is_offered_only_where_few_slips_lead_to_it(string given, string? nearest) =>
        Assert.Equal(nearest, NearestWord.To(given, ["html", "json", "text", "markdown", "PLB1201"]));
}
