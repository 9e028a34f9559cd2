using Xunit;

namespace Plumb.Core.Tests.Linting;

public sealed class InstallOrderTests
{
    private const string Rule = "install-order";

    [Theory]
    [InlineData("pip install \"numpy<2\"\npip install opencv-python-headless", true)]
    [InlineData("pip install \"numpy<2\"\npip install opencv-python-headless \"numpy<2\"", false)]
    [InlineData("pip install \"numpy<2\"\npip install --no-deps opencv-python-headless", false)]
    [InlineData("pip install \"numpy<2\"\npip install -c pins.txt opencv-python-headless", false)]
    [InlineData("pip install \"numpy<2\"\npip install opencv-python-headless==4.10.0.84", false)]
    [InlineData("pip install \"numpy<2\" opencv-python-headless", false)]
    [InlineData("pip install torch==2.1.2\npip install torchvision", true)]
    [InlineData("pip install torch==2.1.2\npip install tqdm", false)]
    public void A_later_install_keeps_what_an_earlier_one_pinned(string commands, bool isTold) =>
        Assert.Equal(isTold, Lint.Wrong(Lint.Commands(commands, Rule)).Count == 1);

    [Theory]
    [InlineData("pip uninstall onnxruntime\npip install onnxruntime-gpu", true)]
    [InlineData("pip uninstall -y opencv-python\npip install opencv-contrib-python", true)]
    [InlineData("pip uninstall onnxruntime onnxruntime-gpu\npip install onnxruntime-gpu", false)]
    [InlineData("pip uninstall onnxruntime\npip install onnxruntime", false)]
    [InlineData("pip uninstall numpy\npip install onnxruntime-gpu", false)]
    public void Packages_that_share_files_are_removed_together(string commands, bool isTold) =>
        Assert.Equal(isTold, Lint.Wrong(Lint.Commands(commands, Rule)).Count == 1);

    [Theory]
    [InlineData("Install in this order:", "pip install tokenizers\npip install transformers==4.51.3", true)]
    [InlineData("Install the packages in the following order", "pip install numpy\npip install pandas", true)]
    [InlineData("Install in this order:", "pip install torch\npip install flash-attn --no-build-isolation", false)]
    [InlineData("Install in this order:", "pip install transformers==4.51.3\npip install tokenizers", false)]
    [InlineData("Install them in any order:", "pip install tokenizers\npip install transformers==4.51.3", false)]
    public void An_order_that_pip_finds_by_itself_is_not_needed(string label, string commands, bool isTold) =>
        Assert.Equal(isTold, Lint.Wrong(Lint.Commands(commands, Rule, label)).Exists(c => c.Line == 1));
}
