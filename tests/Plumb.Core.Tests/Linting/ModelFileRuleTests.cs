using Plumb.Knowledge;
using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

public sealed class ModelFileRuleTests
{
    [Fact]
    public void The_hash_of_each_model_is_true_beside_its_name_and_false_beside_another()
    {
        var models = ModelFiles.Embedded.All;
        for (var i = 0; i < models.Length; i++)
        {
            var other = models[(i + 1) % models.Length];
            Assert.Equal(ClaimVerdict.True, Assert.Single(Claims($"{models[i].File}: {models[i].Sha256}")).Verdict);
            var swapped = Assert.Single(Claims($"{models[i].File}: {other.Sha256.ToUpperInvariant()}"));
            Assert.Equal(ClaimVerdict.False, swapped.Verdict);
            Assert.Contains(other.File, swapped.Correct, StringComparison.Ordinal);
            Assert.Contains(models[i].Sha256, swapped.Correct, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_hash_that_no_known_file_has_may_be_that_of_another_edition()
    {
        var claim = Assert.Single(Claims($"det_10g.onnx {new string('a', 64)}"));
        Assert.Equal(ClaimVerdict.Imprecise, claim.Verdict);
    }

    [Theory]
    [InlineData("buffalo_l (~500 MB)", ClaimVerdict.False)]
    [InlineData("buffalo_l (~289 MB)", ClaimVerdict.True)]
    [InlineData("buffalo_l.zip: 275 MiB", ClaimVerdict.True)]
    [InlineData("buffalo_l takes 341 MB", ClaimVerdict.True)]
    [InlineData("det_10g.onnx, 17 MB", ClaimVerdict.True)]
    [InlineData("det_10g.onnx, 1.7 GB", ClaimVerdict.False)]
    [InlineData("det_10g.onnx\n\n- Size: 18.5 MB", ClaimVerdict.False)]
    public void A_size_is_that_of_the_file_in_either_unit(string text, ClaimVerdict verdict) =>
        Assert.Equal(verdict, Assert.Single(Claims(text)).Verdict);

    [Theory]
    [InlineData("det_10g.onnx and w600k_r50.onnx: 500 MB")]
    [InlineData("det_10g.onnx needs 4 GB of VRAM")]
    [InlineData("det_10g.onnx downloads at 30 MB/s")]
    [InlineData("my_det_10g.onnx: 500 MB")]
    [InlineData("det_10g.onnx\n\n# Others\n\nSize: 500 MB")]
    [InlineData("det_10g.onnx\na\nb\nc\nd\ne\nSize: 500 MB")]
    [InlineData("Size: 500 MB")]
    [InlineData("det_10g.onnx\n- RTX 4090 (24 GB)")]
    [InlineData("Load det_10g.onnx: 500 MB")]
    [InlineData("det_10g.onnx: 8,500 MB")]
    public void What_is_not_said_of_one_known_file_is_not_judged(string text) => Assert.Empty(Claims(text));

    private static IEnumerable<Claim> Claims(string text) =>
        DocumentLinter.Lint("INSTALL.md", text).Where(c => c.Rule is "hash" or "size");
}
