using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

/// <summary>The README and the requirements of an application, written as such applications write them.</summary>
public sealed class ApplicationFixtureTests
{
    private const string Readme = """
        # Face Studio

        Swap and restore faces in pictures and videos.

        ## Requirements

        - Python 3.10
        - NVIDIA GPU with a driver of branch 550 or newer
        - CUDA 12.4 and cuDNN 8.9 (for onnxruntime-gpu >= 1.19)

        ## Install

        ```bash
        git clone https://example.org/face-studio && cd face-studio
        python -m venv .venv && . .venv/bin/activate
        pip install torch==2.5.1 torchvision==0.20.1 --index-url https://download.pytorch.org/whl/cu124
        pip install -r requirements.txt
        ```

        In Docker:

        ```dockerfile
        FROM python:3.10-slim-trixie
        RUN apt-get update && apt-get install -y --no-install-recommends \
            ffmpeg \
            libgl1-mesa-glx
        ```
        """;

    private const string Requirements = """
        numpy<2
        onnxruntime-gpu==1.20.1
        opencv-python==4.9.0.80
        opencv-python-headless==4.9.0.80
        insightface==0.7.3
        tqdm
        """;

    [Fact]
    public void Its_readme_asks_for_the_wrong_cuDNN_and_a_package_that_is_gone()
    {
        var wrong = Lint.Wrong(DocumentLinter.Lint("README.md", Readme));
        Assert.Equal([("cudnn", 9), ("system-package", 26)], wrong.Select(c => (c.Rule, c.Line)));
        Assert.All(wrong, c => Assert.Equal(ClaimVerdict.False, c.Verdict));
        Assert.Contains("cuDNN 9", wrong[0].Correct, StringComparison.Ordinal);
        Assert.Contains("libgl1", wrong[1].Correct, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_requirements_install_OpenCV_twice()
    {
        var wrong = Assert.Single(Lint.Wrong(DocumentLinter.Lint("requirements.txt", Requirements)));
        Assert.Equal((4, "pins-together"), (wrong.Line, wrong.Rule));
        Assert.Contains("cv2", wrong.Correct, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_put_right_is_not_told()
    {
        var readme = Readme
            .Replace("cuDNN 8.9", "cuDNN 9.1", StringComparison.Ordinal)
            .Replace("libgl1-mesa-glx", "libgl1", StringComparison.Ordinal);
        var requirements = Requirements.Replace("opencv-python==4.9.0.80\n", "", StringComparison.Ordinal);
        Assert.Empty(Lint.Wrong(DocumentLinter.Lint("README.md", readme)));
        Assert.Empty(Lint.Wrong(DocumentLinter.Lint("requirements.txt", requirements)));
    }
}
