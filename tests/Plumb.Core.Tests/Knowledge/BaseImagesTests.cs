using Plumb.Knowledge;
using Xunit;

namespace Plumb.Core.Tests.Knowledge;

public sealed class BaseImagesTests
{
    [Theory]
    [InlineData("nvidia/cuda:12.8.1-cudnn-devel-ubuntu22.04", "12.8.1", 9, "ubuntu22.04", "cudnn-devel")]
    [InlineData(
        "docker.io/nvidia/cuda:11.8.0-cudnn8-runtime-ubuntu20.04",
        "11.8.0",
        8,
        "ubuntu20.04",
        "cudnn8-runtime"
    )]
    [InlineData("nvcr.io/nvidia/cuda:12.1.1-base-ubi8@sha256:00", "12.1.1", null, "ubi8", "base")]
    [InlineData("nvidia/cuda:13.2.1-cudnn-devel-ubuntu24.04", "13.2.1", 9, "ubuntu24.04", "cudnn-devel")]
    public void A_tag_tells_what_the_image_holds(string reference, string cuda, int? cudnn, string system, string holds)
    {
        var image = BaseImages.Embedded.Find(reference)!;
        Assert.Equal((cuda, cudnn, system, holds), (image.Cuda, image.Cudnn, image.System, image.Holds));
        Assert.StartsWith("https://", image.Source.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nvidia/cuda")]
    [InlineData("nvidia/cuda:latest")]
    [InlineData("nvidia/cuda:12.8.1-cudnn9-devel-ubuntu22.04")]
    [InlineData("other/cuda:12.8.1-devel-ubuntu22.04")]
    public void Another_reference_is_not_known(string reference) => Assert.Null(BaseImages.Embedded.Find(reference));

    [Theory]
    [InlineData("systems = ['ubuntu22.04']\nholds = ['base', 'base']", "twice")]
    [InlineData("systems = []\nholds = ['base']", "missing")]
    [InlineData("systems = ['ubuntu-22']\nholds = ['base']", "")]
    public void A_row_that_says_a_tag_twice_or_none_is_refused(string row, string said)
    {
        var toml =
            "source = 'https://example.org'\ngrade = 'documented'\ndate = '2026-01-02'\n[[series]]\nimage = 'a/b'\ncuda = '1.2.3'\n"
            + row;
        Assert.Equal(said.Length == 0, BaseImages.TryRead(toml, out _, out var error));
        Assert.True(said.Length == 0 || error!.Message.Contains(said, StringComparison.Ordinal));
    }
}
