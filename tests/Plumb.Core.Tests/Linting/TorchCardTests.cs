using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

/// <summary>A build of torch and a card in one sentence, and cards in several sentences.</summary>
public sealed class TorchCardTests
{
    [Theory]
    [InlineData("The RTX 5090 works with PyTorch 2.4 and CUDA 12.4.")]
    [InlineData("PyTorch 2.4 (CUDA 12.4) supports the RTX 5080.")]
    [InlineData("Use torch 2.4.0+cu124 for the RTX 5070 Ti.")]
    [InlineData("GTX 1080 Ti (sm_61) is supported by torch 2.8.0+cu128.")]
    [InlineData("torch 2.8.0+cu128 runs on sm_61.")]
    [InlineData("torch 2.8.0+cu128 does not support the RTX 5090.")]
    public void A_build_without_code_for_the_card_does_not_support_it(string text)
    {
        var claims = DocumentLinter.Lint("README.md", text);
        Assert.Contains(claims, c => c is { Verdict: ClaimVerdict.False, Rule: "gpu-arch" });
        Assert.DoesNotContain(claims, c => c.Rule == "cuda-build" && c.Verdict == ClaimVerdict.True);
    }

    [Theory]
    [InlineData("The RTX 5090 works with PyTorch 2.8 and CUDA 12.8.")]
    [InlineData("PyTorch 2.4 (CUDA 12.4) supports the RTX 4090.")]
    [InlineData("torch 2.4.0+cu124 has no code for the RTX 5090.")]
    [InlineData("torch 2.8.0+cu126 supports the GTX 1080 Ti.")]
    [InlineData("torch 2.8.0+cu128 does not support sm_61.")]
    public void A_build_with_it_does(string text) =>
        Assert.Contains(
            Lint.Text(text, "gpu-arch"),
            c => c.Verdict == ClaimVerdict.True && c.Text == text && c.Correct.Length == 0
        );

    [Theory]
    [InlineData("PyTorch 2.4 (CUDA 12.4) predates the RTX 5090.")]
    [InlineData("Do not use torch 2.4.0+cu124 for the RTX 5090.")]
    [InlineData("PyTorch 2.4 from source with CUDA 12.8 supports the RTX 5090.")]
    [InlineData("PyTorch 2.4 works with CUDA 12.4. The RTX 5090 works too.")]
    [InlineData("PyTorch 99.1 with CUDA 12.4 supports the RTX 5090.")]
    public void Other_sentences_are_not_judged(string text) => Assert.Empty(Lint.Wrong(Lint.Text(text, "gpu-arch")));

    [Fact]
    public void Each_sentence_is_judged_by_itself() =>
        Assert.Equal(
            [("RTX 4090 has compute capability 8.9", ClaimVerdict.True), ("RTX 5080 is SM 8.9", ClaimVerdict.False)],
            Lint.Text("The RTX 5080 is SM 8.9. The RTX 4090 has compute capability 8.9.", "gpu-arch")
                .Select(c => (c.Text, c.Verdict))
        );
}
