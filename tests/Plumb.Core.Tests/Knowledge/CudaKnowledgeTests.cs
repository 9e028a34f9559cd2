using Plumb.Formats.Fatbins;
using Plumb.Knowledge;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Knowledge;

public sealed class CudaKnowledgeTests
{
    [Theory]
    [InlineData(2, 1, "12.0", "2.7", "cu128")]
    [InlineData(2, 9, "12.0", "2.9", "cu128")]
    [InlineData(2, 9, "6.1", "2.9", "cu126")]
    [InlineData(2, 1, "8.9", "2.1", "cu118")]
    public void The_nearest_build_of_torch_for_a_card_is_found(
        int major,
        int minor,
        string capability,
        string torch,
        string tag
    )
    {
        Assert.True(ComputeCapability.TryParse(capability, out var card));
        var build = TorchBuilds.Embedded.Nearest((major, minor), "linux-x86_64", card, _ => true);

        Assert.Equal((torch, tag), (build?.Torch, build?.Tag));
    }

    [Fact]
    public void No_build_is_named_that_the_driver_does_not_serve()
    {
        var build = TorchBuilds.Embedded.Nearest(
            (2, 1),
            "linux-x86_64",
            new ComputeCapability(12, 0),
            c => c.Major < 12
        );

        Assert.Null(build);
    }

    [Theory]
    [InlineData("onnxruntime-gpu", "1.16.3", "11.8", 8)]
    [InlineData("onnxruntime-gpu", "1.19.0", "12", 9)]
    [InlineData("ctranslate2", "4.4.0", "12.2", 8)]
    [InlineData("ctranslate2", "4.5.0", "12.2", 9)]
    [InlineData("ctranslate2", "4.8.5", "12.8", null)]
    public void What_packages_load_by_name_is_known_by_version(string name, string version, string cuda, int? cudnn)
    {
        var row = CudaRequirements.Embedded.Find(PackageName.Parse(name), PythonVersion.Parse(version));

        Assert.Equal((cuda, cudnn), (row?.Cuda, row?.Cudnn));
    }

    [Fact]
    public void What_no_row_speaks_of_is_not_known()
    {
        Assert.Null(CudaRequirements.Embedded.Find(PackageName.Parse("ctranslate2"), PythonVersion.Parse("2.24")));
        Assert.Null(TorchFamily.Embedded.Find("1.13"));
        Assert.Equal("0.16", TorchFamily.Embedded.Find("2.1")?.Torchvision);
    }

    [Fact]
    public void Every_fact_can_be_checked_somewhere()
    {
        Assert.All(
            TorchBuilds.Embedded.All,
            b => Assert.StartsWith("https://", b.Source.Text, StringComparison.Ordinal)
        );
        Assert.All(
            CudaRequirements.Embedded.All,
            r => Assert.StartsWith("https://", r.Source.Text, StringComparison.Ordinal)
        );
        Assert.StartsWith("https://", TorchFamily.Embedded.All[0].Source.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("date = \"2026-11-24\"\n[[build]]\ntorch = \"2.1\"\n")]
    [InlineData("nonsense")]
    public void Files_that_lack_parts_are_refused(string toml)
    {
        Assert.False(TorchBuilds.TryRead(toml, out _, out _));
        Assert.False(CudaRequirements.TryRead(toml, out _, out _));
        Assert.False(TorchFamily.TryRead(toml, out _, out _));
    }
}
