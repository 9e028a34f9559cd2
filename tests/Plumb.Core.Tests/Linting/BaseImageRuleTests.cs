using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

public sealed class BaseImageRuleTests
{
    private static List<Claim> Claims(string from) =>
        [
            .. DocumentLinter
                .Lint("Dockerfile", $"{from}\nRUN echo hello\n")
                .Where(c => c.Rule == "version-exists" && c.Text.Contains("cuda", StringComparison.Ordinal)),
        ];

    [Theory]
    [InlineData(
        "FROM nvidia/cuda:12.4.1-cudnn8-devel-ubuntu22.04",
        "Of CUDA 12.4.1 on ubuntu22.04 there are base, devel, runtime, cudnn-devel and cudnn-runtime."
    )]
    [InlineData(
        "FROM --platform=linux/amd64 docker.io/nvidia/cuda:12.4.0-cudnn-runtime-ubuntu22.04 AS build",
        "Of CUDA 12.4.0 on ubuntu22.04 there are base, devel and runtime."
    )]
    [InlineData("FROM nvidia/cuda:11.8.0-devel-ubuntu24.04", "CUDA 11.8.0 is there for ")]
    [InlineData(
        "FROM nvidia/cuda:12.4-devel-ubuntu22.04",
        "Its tags name the whole version of CUDA: 12.4.0 and 12.4.1."
    )]
    public void A_tag_that_is_not_there_is_false(string from, string right)
    {
        var claim = Assert.Single(Claims(from));
        Assert.Equal(ClaimVerdict.False, claim.Verdict);
        Assert.Contains(right, claim.Correct, StringComparison.Ordinal);
        Assert.Contains("supported-tags.md", claim.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FROM nvidia/cuda:12.8.1-cudnn-devel-ubuntu22.04")]
    [InlineData("FROM nvcr.io/nvidia/cuda:11.8.0-cudnn8-runtime-ubuntu22.04@sha256:00")]
    [InlineData("FROM nvidia/cuda:13.0.2-base-ubuntu24.04")]
    [InlineData("FROM nvidia/cuda:12.6.3-devel-ubuntu26.04")]
    [InlineData("FROM nvidia/cuda:12.7.0-devel-ubuntu22.04")]
    [InlineData("FROM nvidia/cuda:${CUDA}-devel-ubuntu22.04")]
    [InlineData("FROM nvidia/cuda")]
    [InlineData("FROM example.org/nvidia/cuda:12.4.1-cudnn8-devel-ubuntu22.04")]
    [InlineData("# was FROM nvidia/cuda:12.4.1-cudnn8-devel-ubuntu22.04")]
    public void What_is_there_or_is_not_known_is_passed_over(string from) => Assert.Empty(Claims(from));
}
