using Plumb.Checks.Cuda;
using Plumb.Environments;
using Xunit;

namespace Plumb.Core.Tests.Checks.Cuda;

public sealed class CudaTagTests
{
    [Theory]
    [InlineData("cu128", "12.8")]
    [InlineData("cu118", "11.8")]
    [InlineData("cu130", "13.0")]
    [InlineData("pt21cu121", "12.1")]
    [InlineData("cu12torch2.4cxx11abifalse", "12")]
    [InlineData("cu1210", "12.10")]
    [InlineData("cpu", null)]
    [InlineData("cucumber.cu126", "12.6")]
    [InlineData("rocm6.4", null)]
    [InlineData("cu", null)]
    [InlineData("cu99999999999", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_tag_of_a_build_tells_its_cuda(string? local, string? cuda) =>
        Assert.Equal(cuda, CudaTag.Parse(local)?.ToString());

    [Theory]
    [InlineData(
        "__version__ = '2.8.0+cu128'\ncuda: Optional[str] = '12.8'\nhip: Optional[str] = None\n",
        "12.8",
        false
    )]
    [InlineData("__version__ = '2.1.2+cu121'\r\ncuda = '12.1'\r\n", "12.1", false)]
    [InlineData("__version__ = '2.8.0+cpu'\ncuda = None\nhip = None\n", null, true)]
    [InlineData("__version__ = '2.8.0+xpu'\ncuda = None\nxpu = '20250101'\n", null, false)]
    public void Torch_tells_its_build_in_its_own_file(string text, string? cuda, bool isCpuOnly)
    {
        var build = TorchBuild.Parse(text);

        Assert.Equal((cuda, isCpuOnly), (build?.Cuda, build?.IsCpuOnly));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cuda = '12.8'\n")]
    [InlineData("__version__ = '2.8.0'\n")]
    [InlineData("__version__ = \ncuda = None\n")]
    [InlineData("#############################\n")]
    public void A_file_that_does_not_tell_it_tells_nothing(string text) => Assert.Null(TorchBuild.Parse(text));
}
