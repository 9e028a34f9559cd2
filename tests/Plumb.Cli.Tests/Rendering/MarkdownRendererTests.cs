using CsCheck;
using Plumb.Cli.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class MarkdownRendererTests
{
    [Theory]
    [InlineData("a_b *c* <d> [e](f) | g", @"a_b \*c\* \<d\> \[e\](f) \| g")]
    [InlineData("@someone", "&#64;someone")]
    [InlineData("# not a heading", @"\# not a heading")]
    [InlineData("numpy>=1.2, <2", @"numpy\>=1.2, \<2")]
    public void Prose_holds_no_markup(string text, string expected) => Assert.Equal(expected, MarkdownText.Prose(text));

    [Theory]
    [InlineData("plain", "`plain`")]
    [InlineData("a`b``c", "```a`b``c```")]
    [InlineData("`edge", "`` `edge ``")]
    public void Code_is_fenced_by_more_backticks_than_it_holds(string text, string expected) =>
        Assert.Equal(expected, MarkdownText.Code(text));

    [Fact]
    public void No_prose_can_open_a_tag_whatever_it_holds() =>
        Gen.String.Sample(text =>
        {
            var prose = MarkdownText.Prose(text);
            for (var i = 0; i < prose.Length; i++)
            {
                if (prose[i] is '<' or '|' or '[')
                {
                    Assert.Equal('\\', prose[i - 1]);
                }
            }
        });

    [Fact]
    public void A_block_cannot_be_left_from_inside() =>
        Assert.Equal("````sh\na\n```\nb\n````\n", MarkdownText.Block(["a", "```", "b"], "sh"));
}
