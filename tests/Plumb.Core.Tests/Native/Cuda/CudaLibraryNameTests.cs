using Plumb.Native.Cuda;
using Xunit;

namespace Plumb.Core.Tests.Native.Cuda;

public sealed class CudaLibraryNameTests
{
    [Theory]
    [InlineData("libcudart.so.12", CudaComponent.Runtime, 12, 12)]
    [InlineData("libcudart.so.11.0", CudaComponent.Runtime, 11, 11)]
    [InlineData("libcudart-9335f6a2.so.12", CudaComponent.Runtime, 12, 12)]
    [InlineData("libcudart.7ec1eba6.so.12", CudaComponent.Runtime, 12, 12)]
    [InlineData("libcublasLt.so.11", CudaComponent.Blas, 11, 11)]
    [InlineData("libnvrtc.so.11.2", CudaComponent.Compiler, 11, 11)]
    [InlineData("libcudnn.so.9", CudaComponent.Dnn, 9, null)]
    [InlineData("libcudnn_ops_infer.so.8", CudaComponent.Dnn, 8, null)]
    [InlineData("libcudnn-463fd6d5.so.8.9.7", CudaComponent.Dnn, 8, null)]
    [InlineData("libnccl.so.2", CudaComponent.Nccl, 2, null)]
    [InlineData("libnvinfer_plugin.so.8", CudaComponent.TensorRt, 8, null)]
    [InlineData("libcufft.so.10", CudaComponent.Other, 10, null)]
    [InlineData("libcuda.so.1", CudaComponent.Driver, 1, null)]
    [InlineData("nvcuda.dll", CudaComponent.Driver, null, null)]
    [InlineData("cudart64_12.dll", CudaComponent.Runtime, 12, 12)]
    [InlineData("cudart64_110.dll", CudaComponent.Runtime, 11, 11)]
    [InlineData("nvrtc64_112_0.dll", CudaComponent.Compiler, 11, 11)]
    [InlineData("cublasLt64_13.dll", CudaComponent.Blas, 13, 13)]
    [InlineData("cudnn_ops_infer64_8.dll", CudaComponent.Dnn, 8, null)]
    [InlineData("CUDNN64_9.DLL", CudaComponent.Dnn, 9, null)]
    public void The_name_of_a_library_tells_what_it_is_and_its_version(
        string name,
        CudaComponent component,
        int? major,
        int? cuda
    )
    {
        Assert.True(CudaLibraryName.TryParse(name, out var library));
        Assert.Equal(component, library.Component);
        Assert.Equal(major, library.Major);
        Assert.Equal(cuda, library.CudaMajor);
    }

    [Theory]
    [InlineData("libc.so.6")]
    [InlineData("libtorch_cuda.so")]
    [InlineData("libcaffe2_nvrtc.so")]
    [InlineData("libcudalib.so.1")]
    [InlineData("lib.so")]
    [InlineData(".dll")]
    [InlineData("64_.dll")]
    [InlineData("torch_cuda.dll")]
    [InlineData("")]
    public void Other_libraries_are_none_of_them(string name) => Assert.False(CudaLibraryName.TryParse(name, out _));
}
