using Plumb.Checks.Cuda;
using Plumb.Native.Cuda;
using Xunit;

namespace Plumb.Core.Tests.Checks.Cuda;

public sealed class CudaVariantsTests
{
    private static readonly string[] _builds = ["118", "121", "126", "128"];

    [Theory]
    [InlineData("libbitsandbytes_cuda126.so", "12.6")]
    [InlineData("libbitsandbytes_cuda118.dll", "11.8")]
    [InlineData("libtorch_cuda.so", null)]
    [InlineData("libtorch_cuda_linalg.so", null)]
    [InlineData("x_cuda12.so", null)]
    [InlineData("", null)]
    public void The_name_of_a_library_may_tell_its_cuda(string name, string? cuda) =>
        Assert.Equal(cuda, CudaVariants.VersionIn(name)?.ToString());

    [Theory]
    [InlineData("12.6", "126")]
    [InlineData("12.9", "128")]
    [InlineData("11.7", "118")]
    [InlineData("13.0", "128")]
    [InlineData(null, "128")]
    public void The_one_that_fits_torch_counts(string? torch, string chosen)
    {
        var libraries = _builds.Select(v => new CudaLibrary($"/b/libbitsandbytes_cuda{v}.so", [], [], []));
        var found = CudaVariants.Choose(
            [.. libraries, new CudaLibrary("/b/other.so", [], [], [])],
            torch is null ? null : CudaBuild.Parse(torch)
        );

        Assert.Equal([$"/b/libbitsandbytes_cuda{chosen}.so", "/b/other.so"], found.Select(l => l.Path));
    }
}
