using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

public sealed class CudaBuildTests
{
    private const string Rule = "cuda-build";
    private const string Index = "https://download.pytorch.org/whl/";

    [Theory]
    [InlineData("pip install torch==2.9.1 --index-url " + Index + "cu118", ClaimVerdict.False)]
    [InlineData("pip install torch==2.1.2 torchvision --index-url " + Index + "cu118", ClaimVerdict.True)]
    [InlineData("pip install \"torch>=2.8\" --extra-index-url=" + Index + "cu121", ClaimVerdict.False)]
    [InlineData("pip install torch==2.9.0+cu124", ClaimVerdict.False)]
    [InlineData("uv pip install torch==2.5.1+cu121 -f " + Index + "torch", ClaimVerdict.True)]
    [InlineData("python -m pip install torch torchaudio --index-url " + Index + "cu121/", ClaimVerdict.Imprecise)]
    [InlineData("pip3 install \\\n  torch torchvision \\\n  --index-url " + Index + "cu124", ClaimVerdict.Imprecise)]
    [InlineData("pip install --pre torch --index-url " + Index + "nightly/cu118", ClaimVerdict.Imprecise)]
    public void The_index_or_label_holds_the_torch_that_is_asked_for(string command, ClaimVerdict verdict)
    {
        var claim = Assert.Single(Lint.Commands(command, Rule));
        Assert.Equal(verdict, claim.Verdict);
        Assert.NotEmpty(claim.Source);
        Assert.Equal(verdict == ClaimVerdict.True, claim.Correct.Length == 0);
    }

    [Theory]
    [InlineData("pip install torch --index-url " + Index + "cu126")]
    [InlineData("pip install --pre torch --index-url " + Index + "nightly/cu130")]
    [InlineData("pip install torch==1.4.0 --index-url " + Index + "cu118")]
    [InlineData("pip install torch --index-url " + Index + "cpu")]
    [InlineData("pip install numpy --index-url " + Index + "cu118")]
    [InlineData("pip install torch==2.9.0 --index-url " + Index + "cu129")]
    [InlineData("pip install torch==2.9.1")]
    [InlineData("pip install torch --index-url https://example.org/cu118")]
    public void What_the_table_does_not_tell_is_not_judged(string command) =>
        Assert.Empty(Lint.Commands(command, Rule));

    [Theory]
    [InlineData("PyTorch 2.9 with CUDA 12.4", ClaimVerdict.Imprecise)]
    [InlineData("torch 2.4.0 is built for CUDA 12.4", ClaimVerdict.True)]
    [InlineData("| PyTorch 2.3 | CUDA 12.6 |", ClaimVerdict.Imprecise)]
    [InlineData("CUDA 12.1 is the latest CUDA version", ClaimVerdict.False)]
    public void Sentences_are_judged_by_the_same_table(string text, ClaimVerdict verdict) =>
        Assert.Equal(verdict, Assert.Single(Lint.Text(text, Rule)).Verdict);

    [Theory]
    [InlineData("PyTorch 2.9 does not work with CUDA 12.9")]
    [InlineData("PyTorch 2.9 needs CUDA 11.8+")]
    [InlineData("PyTorch 2.9 and a driver for CUDA 12.9")]
    [InlineData("PyTorch with CUDA 12.9")]
    [InlineData("PyTorch 2.9 with CUDA 12.9")]
    [InlineData("the newest driver for CUDA 12.1 is the latest CUDA driver")]
    public void Other_sentences_are_not(string text) => Assert.Empty(Lint.Text(text, Rule));

    [Theory]
    [InlineData("**CPU only:**", "pip install torch==2.4.1", true)]
    [InlineData("CPU", "pip install torch torchvision", true)]
    [InlineData("CPU", "pip install torch --index-url " + Index + "cpu", false)]
    [InlineData("CPU", "pip install torch==2.4.1+cpu", false)]
    [InlineData("CPU (macOS and Windows)", "pip install torch==2.4.1", false)]
    [InlineData("CPU or GPU", "pip install torch==2.4.1", false)]
    [InlineData("Remove the CPU build", "pip install torch==2.4.1", false)]
    [InlineData("CPU", "pip install numpy", false)]
    public void The_default_index_has_no_CPU_build_for_Linux(string label, string command, bool isTold) =>
        Assert.Equal(isTold, Lint.Wrong(Lint.Commands(command, Rule, label)).Count == 1);

    [Theory]
    [InlineData("# Auto-detects your NVIDIA GPU\npip install torch", true)]
    [InlineData("pip install torch  # automatically detects ROCm", true)]
    [InlineData("# Install PyTorch\npip install torch", false)]
    [InlineData("# Auto-detects your locale\npip install torch", false)]
    [InlineData("# Auto-detects CUDA\nuv pip install torch --torch-backend auto", false)]
    public void Pip_detects_no_GPU(string commands, bool isTold) =>
        Assert.Equal(isTold, Lint.Wrong(Lint.Commands(commands, Rule)).Count > 0);

    [Theory]
    [InlineData("- Wrong CUDA build (cu121)", "torch==2.4.0", true)]
    [InlineData("- Wrong CUDA build (cu117)", "torch==2.4.0", false)]
    [InlineData("- Requires CUDA Toolkit 12.4", "torch==2.4.0", true)]
    [InlineData("- Needs CUDA toolkit 12.4 for nvcc", "torch==2.4.0", false)]
    [InlineData("- Requires CUDA Toolkit 12.4", "numpy", false)]
    public void What_the_document_installs_counts(string line, string requirement, bool isTold) =>
        Assert.Equal(
            isTold,
            Lint.Wrong(Lint.Text($"{line}\n\n```sh\npip install {requirement}\n```\n", Rule)).Count == 1
        );
}
