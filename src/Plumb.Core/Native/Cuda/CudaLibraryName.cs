using System.Buffers;
using System.Globalization;

namespace Plumb.Native.Cuda;

/// <summary>What the name of one of NVIDIA's libraries says, on Linux (<c>libcudnn.so.9</c>) and Windows (<c>cudnn64_9.dll</c>).</summary>
/// <param name="Component">Which one.</param>
/// <param name="Major">Its major version; null when the name states none.</param>
public readonly record struct CudaLibraryName(CudaComponent Component, int? Major)
{
    private const int HashLength = 8;
    private static readonly SearchValues<char> _hexadecimal = SearchValues.Create("0123456789abcdef");

    /// <summary>The major version of CUDA that the library belongs to; null where it has a number of its own.</summary>
    public int? CudaMajor =>
        Component is CudaComponent.Runtime or CudaComponent.Blas or CudaComponent.Compiler ? Major : null;

    /// <summary>
    /// Reads a file's name. Copies that were given a name of their own by wheel tools (<c>libcudart-9335f6a2.so.12</c>,
    /// <c>libcudart.7ec1eba6.so.12</c>) count as what they are copies of.
    /// </summary>
    public static bool TryParse(string name, out CudaLibraryName library)
    {
        library = default;
        var text = name.AsSpan();
        return text.StartsWith("lib", StringComparison.Ordinal) && text.IndexOf(".so") is > 3 and var so
            ? TryMake(WithoutHash(text[3..so]), text[(so + 3)..].TrimStart('.'), out library)
            : text.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && TryParseWindows(text[..^4], out library);
    }

    private static bool TryParseWindows(ReadOnlySpan<char> stem, out CudaLibraryName library)
    {
        library = default;
        if (stem.Equals("nvcuda", StringComparison.OrdinalIgnoreCase))
        {
            library = new CudaLibraryName(CudaComponent.Driver, null);
            return true;
        }

        var bits = stem.IndexOf("64_");
        if (bits <= 0 || !TryMake(stem[..bits], stem[(bits + 3)..], out library))
        {
            return false;
        }

        // Up to CUDA 11 three digits held both numbers: cudart64_110 is 11.0.
        library = library with
        {
            Major = library is { CudaMajor: >= 100 and var both } ? both / 10 : library.Major,
        };
        return true;
    }

    private static bool TryMake(ReadOnlySpan<char> stem, ReadOnlySpan<char> version, out CudaLibraryName library)
    {
        library = default;
        if (ComponentOf(stem) is not { } component)
        {
            return false;
        }

        var end = version.IndexOfAnyExceptInRange('0', '9');
        var number = end < 0 ? version : version[..end];
        library = new CudaLibraryName(
            component,
            int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null
        );
        return true;
    }

    private static CudaComponent? ComponentOf(ReadOnlySpan<char> stem) =>
        Is(stem, "cuda") ? CudaComponent.Driver
        : Is(stem, "cudart") ? CudaComponent.Runtime
        : Is(stem, "cublas") || Is(stem, "cublasLt") ? CudaComponent.Blas
        : Is(stem, "nvrtc") ? CudaComponent.Compiler
        : Is(stem, "cudnn") || stem.StartsWith("cudnn_", StringComparison.OrdinalIgnoreCase) ? CudaComponent.Dnn
        : Is(stem, "nccl") ? CudaComponent.Nccl
        : stem.StartsWith("nvinfer", StringComparison.OrdinalIgnoreCase) ? CudaComponent.TensorRt
        : Is(stem, "cufft")
        || Is(stem, "curand")
        || Is(stem, "cusolver")
        || Is(stem, "cusparse")
        || Is(stem, "cusparseLt")
        || Is(stem, "nvJitLink")
        || Is(stem, "cufile")
        || Is(stem, "cupti")
        || Is(stem, "nvToolsExt")
            ? CudaComponent.Other
        : null;

    private static bool Is(ReadOnlySpan<char> stem, string name) =>
        stem.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> WithoutHash(ReadOnlySpan<char> stem) =>
        stem.Length > HashLength + 1
        && stem[^(HashLength + 1)] is '-' or '.'
        && !stem[^HashLength..].ContainsAnyExcept(_hexadecimal)
            ? stem[..^(HashLength + 1)]
            : stem;
}
