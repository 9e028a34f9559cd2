using Plumb.Core.Tests.Corpus;
using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

/// <summary>The five guides with other cards, versions and names: the verdicts follow. Without the shared folder there is nothing to change.</summary>
public sealed class ChangedGuidesTests
{
    [Theory]
    [InlineData("004", "RTX 5080", "RTX 4080", "gpu-arch", 14, false)]
    [InlineData("004", "SM 8.9", "SM 12.0", "gpu-arch", 14, false)]
    [InlineData("004", "RTX 5080", "H100", "gpu-arch", 14, true)]
    [InlineData("000", "numpy==1.24.3", "numpy==1.23.5", "fix-works", 210, false)]
    [InlineData("000", "numpy==1.24.3", "numpy==1.26.4", "fix-works", 210, true)]
    [InlineData("000", "pillow==10.2.0", "pillow==9.5.0", "fix-works", 316, false)]
    [InlineData("000", "opencv-python==4.9.0.80", "opencv-contrib-python==4.9.0.80", "fix-works", 249, true)]
    [InlineData("000", "opencv-python==4.9.0.80", "opencv-contrib-python-headless==4.9.0.80", "fix-works", 249, false)]
    [InlineData("000", "whl/cu118", "whl/cu117", "cuda-build", 49, true)]
    [InlineData("000", "whl/cu118", "whl/cu121", "cuda-build", 49, false)]
    [InlineData("000", "1.25+ removed", "1.24+ removed", "removed-api", 206, false)]
    [InlineData(
        "000",
        "GFPGAN 1.3.8 requires NumPy < 1.25",
        "Gradio 3.50.2 requires NumPy < 2.0",
        "requires",
        13,
        false
    )]
    [InlineData(
        "000",
        "GFPGAN 1.3.8 requires NumPy < 1.25",
        "diffusers 0.29.0 requires NumPy < 1.19",
        "requires",
        13,
        true
    )]
    [InlineData("000", "Facexlib** (depends on BasicSR)", "Facexlib** (depends on SciPy)", "requires", 88, false)]
    [InlineData("000", "~536 MB", "~554 MB", "size", 334, false)]
    [InlineData("001", "buffalo_l (~500 MB)", "buffalo_l (~289 MB)", "size", 74, false)]
    [InlineData("001", "whl/cu118", "whl/cu126", "cuda-build", 173, false)]
    [InlineData("001", "whl/cu118", "whl/cu124", "cuda-build", 199, true)]
    [InlineData("002", "libdecord-dev", "libgl1", "system-package", 198, false)]
    [InlineData("002", "has ffmpeg", "has wget", "system-package", 69, false)]
    [InlineData("002", "numpy<2,>=1.23.5", "numpy>=2.1", "install-order", 60, false)]
    [InlineData("003", "transformers==4.35.0", "transformers==4.40.0", "pins-together", 157, false)]
    [InlineData("003", "opencv-python==4.8.0 ", "opencv-python==4.8.0.76 ", "version-exists", 159, false)]
    [InlineData("003", "28.0s", "29.2s", "arithmetic", 207, false)]
    [InlineData("003", "Unload CodeFormer:       500 MB", "Unload CodeFormer:     8,500 MB", "arithmetic", 185, false)]
    [InlineData("003", "107.6s", "117.6s", "arithmetic", 211, true)]
    [InlineData("004", "tokenizers==0.14", "tokenizers==0.19.1", "pins-together", 46, false)]
    [InlineData(
        "004",
        "\"spacy==3.7.4\" \"weasel==0.3.4\"",
        "\"spacy==3.7.5\" \"weasel==0.4.1\"",
        "pins-together",
        128,
        false
    )]
    [InlineData("004", "PyTorch 2.9", "PyTorch 2.3", "cudnn", 308, false)]
    [InlineData("004", "Gradio 3.50.2 |", "Gradio 5.35.0 |", "requires", 257, false)]
    public void A_change_of_the_text_changes_the_verdict(
        string guide,
        string from,
        string to,
        string rule,
        int line,
        bool isWrong
    )
    {
        if (CorpusFile.SharedFolder is not { } shared)
        {
            return;
        }

        var path = Directory.GetFiles(Path.Combine(shared, "stack-guides"), guide + "_*.txt")[0];
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        var wrong = Lint.Wrong(DocumentLinter.Lint("GUIDE.md", text.Replace(from, to, StringComparison.Ordinal)));
        Assert.Equal(isWrong, wrong.Exists(c => c.Line == line && c.Rule == rule));
    }
}
