using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

/// <summary>Labels of builds beside their indexes, and one distribution that is asked for twice.</summary>
public sealed class TorchLabelTests
{
    private const string Index = " --index-url https://download.pytorch.org/whl/";

    [Theory]
    [InlineData("pip install torch==2.1.2+cu121" + Index + "cu118", "+cu121")]
    [InlineData("pip install torch==2.8.0+cu128" + Index + "cpu", "+cu128")]
    [InlineData("pip install torch==2.8.0+cpu" + Index + "cu128", "+cpu")]
    [InlineData("pip install torch==2.8.0" + Index + "cu999", "cu999")]
    [InlineData("pip install torch==2.8.0+cu125", "cu125")]
    public void The_label_is_that_of_an_index_that_exists(string command, string told) =>
        Assert.Contains(
            Lint.Commands(command, "cuda-build"),
            c => c.Verdict == ClaimVerdict.False && c.Correct.Contains(told, StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("pip install torch==2.1.2+cu118" + Index + "cu118")]
    [InlineData("pip install torch==2.8.0+cpu" + Index + "cpu")]
    [InlineData("pip install torch==2.8.0+cu128 --index-url https://example.org/whl/own")]
    [InlineData("pip install torch==2.8.0+cu128" + Index + "cpu --find-links wheels")]
    [InlineData("pip install numpy==1.26.4" + Index + "cu999")]
    [InlineData("pip install --pre torch" + Index + "nightly/cu133")]
    public void Others_are_not_blamed(string command) => Assert.Empty(Lint.Wrong(Lint.Commands(command, "cuda-build")));

    [Theory]
    [InlineData("pip install torch==2.8.0 torch==2.7.0", true)]
    [InlineData("pip install numpy==1.26.4 \"numpy>=2\"", true)]
    [InlineData("torch==2.8.0\ntorch==2.7.0", true)]
    [InlineData("numpy==1.26.4\nnumpy<2", false)]
    [InlineData("# CUDA 12\ntorch==2.8.0\n# CUDA 11\ntorch==2.7.0", false)]
    [InlineData("pip install torch==2.8.0\npip install torch==2.7.0", false)]
    [InlineData("numpy==1.26.4; python_version < '3.12'\nnumpy>=2; python_version >= '3.12'", false)]
    public void No_version_is_in_two_ranges_that_do_not_meet(string commands, bool isTold) =>
        Assert.Equal(
            isTold,
            Lint.Commands(commands, "pins-together")
                .Any(c => c.Correct.Contains("no version of", StringComparison.Ordinal))
        );
}
