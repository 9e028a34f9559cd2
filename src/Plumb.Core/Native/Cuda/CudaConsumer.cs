using System.Collections.Immutable;
using System.Globalization;
using Plumb.Formats.Fatbins;

namespace Plumb.Native.Cuda;

/// <summary>The CUDA that something was built with.</summary>
/// <param name="Major">Its major version.</param>
/// <param name="Minor">Its minor version; null when only the major one shows.</param>
public readonly record struct CudaBuild(int Major, int? Minor)
{
    /// <summary>Reads <c>12.8</c>, <c>12</c> and <c>12.8.90</c>.</summary>
    public static CudaBuild? Parse(string text) =>
        CudaVersion.TryParse(text, out var version)
            ? new CudaBuild(version.Major, text.Contains('.', StringComparison.Ordinal) ? version.Minor : null)
            : null;

    /// <inheritdoc />
    public override string ToString() =>
        Minor is { } minor
            ? string.Create(CultureInfo.InvariantCulture, $"{Major}.{minor}")
            : Major.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A distribution that computes on NVIDIA's GPUs, with what it needs for that.</summary>
/// <param name="Distribution">Its name.</param>
/// <param name="Version">Its version as written, with the build's tag where one is known: <c>2.1.2+cu121</c>.</param>
public sealed record CudaConsumer(string Distribution, string Version)
{
    /// <summary>The library that tells most about it; null when it has none.</summary>
    public string? File { get; init; }

    /// <summary>The CUDA that it was built with; null when nothing tells.</summary>
    public CudaBuild? Cuda { get; init; }

    /// <summary>The major version of cuDNN that it loads; null when it loads none or nothing tells.</summary>
    public int? Cudnn { get; init; }

    /// <summary>The major version of NCCL that it loads; null when it loads none.</summary>
    public int? Nccl { get; init; }

    /// <summary>Its native files that have to do with CUDA.</summary>
    public ImmutableArray<CudaLibrary> Libraries { get; init; } = [];

    /// <summary>Libraries of NVIDIA that it needs and that are not found, by name.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>False when where libraries are found could not be tried (Windows, a bare package folder), so that a missing one may still be found.</summary>
    public bool IsMissingCertain { get; init; } = true;

    /// <summary>It is an extension of torch and computes through it.</summary>
    public bool ExtendsTorch { get; init; }

    /// <summary>The torch that it was built for, as its own metadata pins it, where another one is installed: <c>torch==2.5.1</c>. Null elsewhere.</summary>
    public string? WantsTorch { get; init; }

    /// <summary>It is a build without CUDA of a distribution that others have with it.</summary>
    public bool IsCpuOnly { get; init; }

    /// <summary>What its code was made for, without repetition, machine code first, in order.</summary>
    public ImmutableArray<FatbinArchitecture> Architectures =>
        [
            .. Libraries
                .SelectMany(l => l.Code)
                .SelectMany(c => c.Entries.Keys)
                .Distinct()
                .OrderBy(a => a.Kind == FatbinKind.Ptx)
                .ThenBy(a => a),
        ];

    /// <summary>"torch 2.1.2+cu121".</summary>
    public string Label => $"{Distribution} {Version}";
}
