using System.Collections.Immutable;
using Plumb.Native.Cuda;

namespace Plumb.Environments;

/// <summary>What an environment holds for NVIDIA's GPUs, as its files tell.</summary>
public sealed record CudaObservation
{
    /// <summary>Nothing was looked at.</summary>
    public static CudaObservation None { get; } = new();

    /// <summary>Native files with device code, or that load libraries of NVIDIA, by path; NVIDIA's own libraries are left out.</summary>
    public ImmutableArray<CudaLibrary> Libraries { get; init; } = [];

    /// <summary>The paths of NVIDIA's libraries in the environment.</summary>
    public ImmutableArray<string> Brought { get; init; } = [];

    /// <summary>Names of NVIDIA's libraries that the loader finds outside the environment.</summary>
    public ImmutableArray<string> OnSystem { get; init; } = [];

    /// <summary>True when the loader's search was tried, so that a library that is not found is missing.</summary>
    public bool IsSearched { get; init; }

    /// <summary>What torch says of its own build; null when it is not there or says nothing.</summary>
    public TorchBuild? Torch { get; init; }
}

/// <summary><c>torch/version.py</c>: written when torch is built.</summary>
/// <param name="Version">With the build's tag: <c>2.1.2+cu121</c>.</param>
/// <param name="Cuda">The version of CUDA; null for a build without.</param>
/// <param name="Hip">The version of ROCm's HIP; null for a build without.</param>
/// <param name="Xpu">The version of Intel's runtime; null for a build without.</param>
public sealed record TorchBuild(string Version, string? Cuda, string? Hip, string? Xpu)
{
    /// <summary>True for a build that computes on the CPU only.</summary>
    public bool IsCpuOnly => Cuda is null && Hip is null && Xpu is null;

    /// <summary>Reads the assignments of the file; null when it states no version.</summary>
    public static TorchBuild? Parse(string text)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || char.IsWhiteSpace(line[0]))
            {
                continue;
            }

            // cuda: Optional[str] = '12.8'
            var name = line[..equals].Split(':')[0].Trim();
            var value = line[(equals + 1)..].Trim();
            values[name] = value.Length > 2 && value[0] is '\'' or '"' && value[^1] == value[0] ? value[1..^1] : null;
        }

        return values.GetValueOrDefault("__version__") is { } version && values.TryGetValue("cuda", out var cuda)
            ? new TorchBuild(version, cuda, values.GetValueOrDefault("hip"), values.GetValueOrDefault("xpu"))
            : null;
    }
}
