using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

/// <summary>What a document denies, what two rules say of the same words, and where sets of packages stand.</summary>
public sealed class DeniedClaimsTests
{
    [Theory]
    [InlineData("It is wrong that the RTX 5080 is SM 8.9.")]
    [InlineData("Wrong: \"torch 2.1.0 needs numpy>=2\"")]
    [InlineData("torch 2.1.0 does NOT need numpy>=2.")]
    [InlineData("The RTX 5080 is not SM 8.9.")]
    [InlineData("That the RTX 5080 is SM 8.9 is not true.")]
    [InlineData("The RTX 5080 is SM 8.9. This is wrong.")]
    public void What_is_denied_is_no_claim(string text) => Assert.Empty(DocumentLinter.Lint("README.md", text));

    [Theory]
    [InlineData("The wrong card: the RTX 5080 is SM 8.9.")]
    [InlineData("It is wrong that numpy is slow. The RTX 5080 is SM 8.9.")]
    [InlineData("The RTX 5080 is SM 8.9. CUDA 12 is wrong for it.")]
    public void What_is_said_beside_it_is_one(string text) =>
        Assert.Single(Lint.Wrong(DocumentLinter.Lint("README.md", text)));

    [Theory]
    [InlineData("torch==2.8.0+cu118")]
    [InlineData("opencv-python==4.8")]
    public void The_same_words_are_not_true_and_false(string requirement)
    {
        var claims = DocumentLinter.Lint("requirements.txt", requirement);
        Assert.NotEmpty(Lint.Wrong(claims));
        Assert.DoesNotContain(claims, c => c.Verdict == ClaimVerdict.True);
    }

    [Fact]
    public void A_version_that_may_come_is_not_called_impossible() =>
        Assert.Equal(
            ClaimVerdict.Unknown,
            Assert.Single(DocumentLinter.Lint("requirements.txt", "requests==99.0")).Verdict
        );

    [Theory]
    [InlineData("numpy 2.9.9 is required.", "2.9.9", ClaimVerdict.Unknown)]
    [InlineData("coqui-tts 0.24.99 is required.", "never released", ClaimVerdict.False)]
    [InlineData("numpy 1.24.3 is required.", "opencv-python", ClaimVerdict.False)]
    public void A_version_that_was_never_released_is_answered_first(string text, string told, ClaimVerdict verdict) =>
        Assert.Contains(
            DocumentLinter.Lint("README.md", $"{text}\n\n```sh\npip install opencv-python==4.12.0.88\n```\n"),
            c => c.Line == 1 && c.Verdict == verdict && c.Correct.Contains(told, StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("README.md", "pip install torch==2.1.2 torchvision==0.17.0", true)]
    [InlineData("README.md", "Run pip install torch==2.1.2 torchvision==0.17.0, then start.", true)]
    [InlineData("README.md", "Run `pip install torch==2.1.2 torchvision==0.17.0`.", true)]
    [InlineData("README.md", "- uv pip install torch==2.1.2 torchvision==0.17.0", true)]
    [InlineData("README.md", "After pip install torch==2.1.2 works, torchvision==0.17.0 is next.", false)]
    [InlineData("reqs.txt", "# ours\ntorch==2.1.2\ntorchvision==0.17.0  # vision\n", true)]
    [InlineData("deps.txt", "--index-url https://example.org/simple\ntorch==2.1.2\ntorchvision==0.17.0", true)]
    [InlineData("reqs.txt", "torch==2.1.2\ntorchvision==0.16.2", false)]
    [InlineData("notes.txt", "We had torch==2.1.2\ntorchvision==0.17.0", false)]
    public void Sets_are_read_wherever_they_stand(string name, string text, bool isTold) =>
        Assert.Equal(isTold, Lint.Wrong(DocumentLinter.Lint(name, text)).Exists(c => c.Rule == "pins-together"));
}
