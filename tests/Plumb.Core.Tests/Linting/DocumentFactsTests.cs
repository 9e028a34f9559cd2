using Plumb.Linting;
using Xunit;

namespace Plumb.Core.Tests.Linting;

/// <summary>Rules whose facts stand in files of their own: system packages, kinds of files, places of models, drivers.</summary>
public sealed class DocumentFactsTests
{
    [Theory]
    [InlineData("apt-get install -y libgl1-mesa-glx", "", ClaimVerdict.Imprecise)]
    [InlineData(
        "RUN apt-get update && apt-get install -y \\\n  git \\\n  libgl1-mesa-glx",
        "FROM ubuntu:24.04",
        ClaimVerdict.False
    )]
    [InlineData("sudo apt install libglib2.0-0", "On Debian 13", ClaimVerdict.Imprecise)]
    [InlineData("sudo apt-get install -y libdecord", "", ClaimVerdict.False)]
    public void A_system_package_has_the_name_of_its_release(string command, string release, ClaimVerdict verdict)
    {
        var claim = Assert.Single(Lint.Commands($"# {release}\n{command}", "system-package"));
        Assert.Equal(verdict, claim.Verdict);
        Assert.Equal(5 + command.Count(c => c == '\n'), claim.Line);
    }

    [Theory]
    [InlineData("apt-get install -y libgl1-mesa-glx", "FROM ubuntu:22.04")]
    [InlineData("apt-get install -y libgl1 git", "")]
    [InlineData("dnf install libgl1-mesa-glx", "")]
    [InlineData("echo libdecord-dev", "")]
    public void A_release_that_has_the_name_or_another_command_is_not_told(string command, string release) =>
        Assert.Empty(Lint.Commands($"# {release}\n{command}", "system-package"));

    [Theory]
    [InlineData("The base image has ffmpeg installed", 1)]
    [InlineData("The base image has git installed", 0)]
    [InlineData("The base image has what we need", 0)]
    [InlineData("The base image has not ffmpeg", 0)]
    public void A_base_image_holds_what_its_list_says(string text, int wrong) =>
        Assert.Equal(wrong, Lint.Text($"FROM runpod/pytorch:2.1.0-py3.10\n\n{text}", "system-package").Count);

    [Theory]
    [InlineData("pip install decord==0.6.0 --no-binary=decord", 1)]
    [InlineData("pip install --no-binary :all: decord", 1)]
    [InlineData("pip install numpy --no-binary numpy", 0)]
    [InlineData("conda install pytorch torchvision -c pytorch", 1)]
    [InlineData("mamba install pytorch::pytorch=2.7", 1)]
    [InlineData("conda install pytorch=2.3 -c pytorch", 0)]
    [InlineData("conda install --yes -c pytorch pytorch=1.7.1 torchvision cudatoolkit=11.0", 0)]
    [InlineData("conda install pytorch -c conda-forge", 0)]
    public void A_command_gets_what_is_there(string command, int wrong) =>
        Assert.Equal(wrong, Lint.Wrong(Lint.Commands(command, "version-exists")).Count);

    [Theory]
    [InlineData("### Windows", "insightface==0.7.2", "", 1)]
    [InlineData("### Windows", "insightface==0.7.2", "Install the Visual Studio Build Tools first.", 0)]
    [InlineData("### Linux", "insightface==0.7.2", "", 0)]
    [InlineData("| macOS (Intel) | Fully supported |", "torch", "", 1)]
    [InlineData("| macOS (Intel) | Fully supported |", "torch==2.2.2", "", 0)]
    [InlineData("| macOS (Intel) | not supported |", "torch", "", 0)]
    [InlineData("| macOS (Apple Silicon) | Fully supported |", "torch", "", 0)]
    public void A_platform_gets_what_has_a_wheel_for_it(string line, string requirement, string more, int wrong) =>
        Assert.Equal(
            wrong,
            Lint.Wrong(
                Lint.Text($"{line}\n\n{more}\n\n```sh\npip install {requirement}\n```\n", "version-exists")
            ).Count
        );

    [Theory]
    [InlineData("Get it from https://huggingface.co/deepinsight/inswapper/resolve/main/x.onnx", 1)]
    [InlineData("https://huggingface.co/deepinsight/inswapper was removed", 0)]
    [InlineData("- `~/.cache/torch/` (CodeFormer)", 1)]
    [InlineData("- InsightFace: `~/.cache/insightface/`", 1)]
    [InlineData("- `~/.insightface/models/` (InsightFace)", 0)]
    [InlineData("- `~/.cache/torch/` (ResNet)", 0)]
    [InlineData("CodeFormer writes its results to disk", 0)]
    public void A_model_lies_where_its_program_looks(string text, int wrong) =>
        Assert.Equal(wrong, Lint.Wrong(Lint.Text(text, "file-location")).Count);

    [Theory]
    [InlineData("root = Path(insightface.__file__).parent / \"models\"", 1)]
    [InlineData("root = Path(insightface.__file__).parent / \"data\"", 0)]
    [InlineData("root = Path(other.__file__).parent / \"models\"", 0)]
    public void A_package_has_no_folder_of_models(string code, int wrong) =>
        Assert.Equal(wrong, Lint.Wrong(Lint.Text($"```python\n{code}\n```", "file-location")).Count);

    [Theory]
    [InlineData("ImportError: cannot import name 'FaceSwapper' from 'insightface'", 1)]
    [InlineData("ImportError: cannot import name 'model_zoo' from 'insightface'", 0)]
    [InlineData("ImportError: cannot import name 'FaceSwapper' from 'elsewhere'", 0)]
    public void A_name_that_no_version_has_is_told(string text, int wrong) =>
        Assert.Equal(wrong, Lint.Text(text, "flag-or-api-exists").Count);

    [Theory]
    [InlineData("| PIL | 9.5 |", 1)]
    [InlineData("| Vision | cv2 | 4.9+ |", 1)]
    [InlineData("| Pillow | 9.5 |", 0)]
    [InlineData("| PIL | for pictures |", 0)]
    public void A_module_is_no_package(string text, int wrong) =>
        Assert.Equal(wrong, Lint.Text(text, "package-exists").Count);

    [Theory]
    [InlineData("pip install cv2", 1)]
    [InlineData("pip install opencv-python", 0)]
    public void A_module_is_not_installed(string command, int wrong) =>
        Assert.Equal(wrong, Lint.Commands(command, "package-exists").Count);

    [Theory]
    [InlineData("import clip", "pip install torch", 1)]
    [InlineData("import clip", "pip install git+https://github.com/openai/CLIP.git", 0)]
    [InlineData("import click", "pip install torch", 0)]
    public void A_module_comes_from_the_project_that_is_meant(string code, string command, int wrong) =>
        Assert.Equal(wrong, Lint.Text($"```sh\n{command}\n```\n\n```python\n{code}\n```", "package-exists").Count);

    [Theory]
    [InlineData("CUDA 12.4 needs driver 470 or newer", 1)]
    [InlineData("CUDA 12.4 needs driver 550 or newer", 0)]
    [InlineData("NVIDIA driver >= 440.33 for CUDA 11.8", 1)]
    [InlineData("CUDA 12.4 does not work with driver 470", 0)]
    [InlineData("CUDA 12.4 and a driver", 0)]
    public void A_driver_is_new_enough_for_its_CUDA(string text, int wrong) =>
        Assert.Equal(wrong, Lint.Wrong(Lint.Text(text, "driver")).Count);

    [Theory]
    [InlineData("```\nStep 3/8 : RUN python check.py\nCUDA available: True\n```", 1)]
    [InlineData("```\npython check.py\nCUDA available: True\n```", 0)]
    [InlineData("```dockerfile\nRUN python -c \"import torch; assert torch.cuda.is_available()\"\n```", 1)]
    public void The_build_of_an_image_has_no_driver(string text, int wrong) =>
        Assert.Equal(wrong, Lint.Text(text, "driver").Count);

    [Theory]
    [InlineData("PyTorch 2.8 does not ship cuDNN in its wheels", 1)]
    [InlineData("TensorFlow does not ship cuDNN", 0)]
    [InlineData("With PyTorch 2.8 the cuDNN version should be 8902", 1)]
    [InlineData("With PyTorch 2.8 the cuDNN version should be 91002", 0)]
    [InlineData("The cuDNN version should be 8902", 0)]
    public void What_torch_carries_of_cuDNN_is_known(string text, int wrong) =>
        Assert.Equal(wrong, Lint.Wrong(Lint.Text(text, "cudnn")).Count);
}
