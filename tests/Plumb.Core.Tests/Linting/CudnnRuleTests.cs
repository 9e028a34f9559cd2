using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

public sealed class CudnnRuleTests
{
    [Theory]
    [InlineData("We need cuDNN 8.9 for compatibility with PyTorch 2.9.", ClaimVerdict.False)]
    [InlineData("We need cuDNN 9.10 for compatibility with PyTorch 2.9.", ClaimVerdict.True)]
    [InlineData("We need cuDNN 8.9 for compatibility with PyTorch 2.1.", ClaimVerdict.True)]
    [InlineData("torch 2.6.0 wants cuDNN 8", ClaimVerdict.False)]
    [InlineData("onnxruntime-gpu >= 1.19 requires cuDNN 8.9", ClaimVerdict.False)]
    [InlineData("onnxruntime-gpu >= 1.19 requires cuDNN 9.1", ClaimVerdict.True)]
    [InlineData("onnxruntime-gpu 1.16.3 requires cuDNN 8.9", ClaimVerdict.True)]
    [InlineData("onnxruntime-gpu >= 1.17 requires cuDNN 8.9", ClaimVerdict.Imprecise)]
    [InlineData("- cuDNN 8.9 (for ctranslate2 4.6.0)", ClaimVerdict.False)]
    [InlineData("Install cuDNN 8.9 for CUDA 12.9", ClaimVerdict.False)]
    [InlineData("Install cuDNN 8.9 for CUDA 12.1", ClaimVerdict.True)]
    [InlineData("Install cuDNN 9.10 for CUDA 12.9", ClaimVerdict.True)]
    public void The_cuDNN_beside_a_package_or_a_CUDA_is_judged_by_both_versions(string text, ClaimVerdict verdict)
    {
        var claim = Assert.Single(Claims(text));
        Assert.Equal(verdict, claim.Verdict);
        Assert.NotEmpty(claim.Source);
        Assert.Equal(verdict == ClaimVerdict.True, claim.Correct.Length == 0);
    }

    [Theory]
    [InlineData("Do not install cuDNN 8.9 with PyTorch 2.9.")]
    [InlineData("PyTorch 2.9 no longer uses cuDNN 8.")]
    [InlineData("Could not load cuDNN 8 beside PyTorch 2.9")]
    [InlineData("cuDNN 8.9 is installed.")]
    [InlineData("cuDNN is used by PyTorch 2.9.")]
    [InlineData("cuDNN 8.4 for CUDA 12.9")]
    [InlineData("nocuDNN 8.9 PyTorch 2.9")]
    [InlineData("PyTorch 99.1 with cuDNN 8.9")]
    public void A_line_that_denies_or_names_no_pair_that_is_known_says_nothing(string text) =>
        Assert.Empty(Claims(text));

    private static IEnumerable<Claim> Claims(string text) =>
        DocumentLinter.Lint("INSTALL.md", text).Where(c => c.Rule == "cudnn");
}
