namespace Plumb.Native.Cuda;

/// <summary>The libraries of NVIDIA that programs load.</summary>
public enum CudaComponent
{
    /// <summary><c>libcuda</c>, <c>nvcuda.dll</c>: comes with the driver.</summary>
    Driver,

    /// <summary><c>libcudart</c>: its number is CUDA's.</summary>
    Runtime,

    /// <summary><c>libcublas</c>, <c>libcublasLt</c>: their number is CUDA's.</summary>
    Blas,

    /// <summary><c>libnvrtc</c>: its number is CUDA's.</summary>
    Compiler,

    /// <summary><c>libcudnn</c> and its parts: numbered by itself.</summary>
    Dnn,

    /// <summary><c>libnccl</c>: numbered by itself.</summary>
    Nccl,

    /// <summary><c>libnvinfer</c> and its plugins: numbered by itself.</summary>
    TensorRt,

    /// <summary>cuFFT, cuRAND, cuSOLVER, cuSPARSE, …: each numbered by itself.</summary>
    Other,
}
