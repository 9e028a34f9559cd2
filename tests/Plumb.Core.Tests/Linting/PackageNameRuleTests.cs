using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

public sealed class PackageNameRuleTests
{
    [Theory]
    [InlineData("pip install clip", ClaimVerdict.Imprecise)]
    [InlineData("pip install codeformer", ClaimVerdict.Imprecise)]
    [InlineData("pip install open-the-eyes==0.1.0", ClaimVerdict.False)]
    [InlineData("python -m pip install numpy Open_The.Eyes", ClaimVerdict.False)]
    public void A_name_of_another_project_or_of_none_is_told(string command, ClaimVerdict verdict)
    {
        var claim = Assert.Single(Claims(command));
        Assert.Equal(verdict, claim.Verdict);
        Assert.NotEmpty(claim.Source);
    }

    [Theory]
    [InlineData("pip install numpy")]
    [InlineData("pip install open-clip-torch")]
    [InlineData("pip install clip@git+https://github.com/openai/CLIP.git")]
    public void Another_name_or_an_address_is_not(string command) => Assert.Empty(Claims(command));

    [Fact]
    public void A_command_in_a_block_without_a_language_is_one() =>
        Assert.Single(
            DocumentLinter.Lint("INSTALL.md", "```\npip install clip\n```\n"),
            c => c.Rule == "package-exists"
        );

    private static IEnumerable<Claim> Claims(string command) =>
        DocumentLinter.Lint("INSTALL.md", $"```bash\n{command}\n```\n").Where(c => c.Rule == "package-exists");
}
