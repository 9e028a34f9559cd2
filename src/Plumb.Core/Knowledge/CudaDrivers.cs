using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Formats.Fatbins;
using Plumb.Text;

namespace Plumb.Knowledge;

/// <summary>Which driver of NVIDIA serves which CUDA, PTX and GPU (<c>knowledge/cuda-drivers.toml</c>).</summary>
public sealed class CudaDrivers
{
    internal const string FileName = "cuda-drivers.toml";
    private static readonly Lazy<CudaDrivers> _embedded = new(() =>
        KnowledgeFile.ReadEmbedded<CudaDrivers>(FileName, TryRead)
    );

    internal CudaDrivers(
        ImmutableArray<CudaRelease> releases,
        ImmutableArray<CudaMajorFloor> majors,
        ImmutableArray<GpuGeneration> generations
    )
    {
        Releases = releases;
        Majors = majors;
        Generations = generations;
    }

    /// <summary>What Plumb ships.</summary>
    public static CudaDrivers Embedded => _embedded.Value;

    /// <summary>Minor versions of CUDA, oldest first.</summary>
    public ImmutableArray<CudaRelease> Releases { get; }

    /// <summary>Major versions of CUDA with their oldest drivers.</summary>
    public ImmutableArray<CudaMajorFloor> Majors { get; }

    /// <summary>Generations of GPUs, oldest first.</summary>
    public ImmutableArray<GpuGeneration> Generations { get; }

    /// <summary>
    /// The newest CUDA that a driver serves by its branch, as it would report it itself. Null for drivers older than the table.
    /// For one newer than the table it is a lower bound.
    /// </summary>
    public CudaRelease? Served(DriverVersion driver) => Releases.LastOrDefault(r => r.Branch <= driver.Branch);

    /// <summary>The release of CUDA; null when the table lacks it.</summary>
    public CudaRelease? Release(CudaVersion cuda) => Releases.FirstOrDefault(r => r.Cuda == cuda);

    /// <summary>The first CUDA that knows a version of PTX; null when the table does not hold it.</summary>
    public CudaVersion? FirstWith(PtxVersion ptx) => Releases.FirstOrDefault(r => r.Ptx == ptx)?.Cuda;

    /// <summary>The oldest drivers for a major version of CUDA; null when the table lacks it.</summary>
    public CudaMajorFloor? Floor(int cudaMajor) => Majors.FirstOrDefault(m => m.Major == cudaMajor);

    /// <summary>How long GPUs of a compute capability are served; null when the table does not say.</summary>
    public GpuGeneration? Generation(ComputeCapability capability) =>
        Generations.FirstOrDefault(g => g.From <= capability && capability <= g.To);

    /// <summary>Reads the file; refused when rows lack parts, contradict each other or are out of order.</summary>
    public static bool TryRead(
        string toml,
        [NotNullWhen(true)] out CudaDrivers? drivers,
        [NotNullWhen(false)] out FormatError? error
    ) => CudaDriversReader.TryRead(toml, out drivers, out error);
}
