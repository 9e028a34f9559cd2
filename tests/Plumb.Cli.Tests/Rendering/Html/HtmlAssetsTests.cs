using System.Security.Cryptography;
using System.Text;
using Plumb.Cli.Rendering.Html;
using Xunit;

namespace Plumb.Cli.Tests.Rendering.Html;

public sealed class HtmlAssetsTests
{
    [Fact]
    public void The_hashes_in_the_policy_are_those_of_the_style_and_the_script()
    {
        Assert.Equal(HtmlAssets.StyleHash, Hash(HtmlAssets.Style));
        Assert.Equal(HtmlAssets.ScriptHash, Hash(HtmlAssets.Script));
    }

    [Fact]
    public void The_page_names_no_other_file()
    {
        foreach (var text in new[] { HtmlAssets.Style, HtmlAssets.Script })
        {
            Assert.DoesNotContain("://", text, StringComparison.Ordinal);
            Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
            Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
        }
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
