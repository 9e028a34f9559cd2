using Plumb.Formats.Fatbins;
using Plumb.Knowledge;

namespace Plumb.Machine.Gpus;

/// <summary>The driver of NVIDIA: a kernel module and a library (<c>libcuda</c>), which have to be of one version.</summary>
public sealed record CudaDriver
{
    /// <summary>Version of the kernel module.</summary>
    public Observed<DriverVersion>? Module { get; init; }

    /// <summary>Version of the library, by NVML or by the name of the file of <c>libcuda.so.1</c>.</summary>
    public Observed<DriverVersion>? Library { get; init; }

    /// <summary>The newest CUDA that it serves.</summary>
    public Observed<CudaVersion>? Cuda { get; init; }

    /// <summary>The version to name: the module's, else the library's.</summary>
    public Observed<DriverVersion>? Version => Module ?? Library;

    /// <summary>True when module and library are of different versions: nothing runs until the machine is restarted or one of them replaced.</summary>
    public bool Disagrees => Module is { } module && Library is { } library && module.Value != library.Value;

    /// <summary>True when <see cref="Cuda"/> was looked up by a version newer than the table: the driver may serve more.</summary>
    public bool IsCudaLowerBound { get; init; }

    /// <summary>The driver with the newest CUDA by its version; without one when the version is not known or older than the table.</summary>
    public CudaDriver WithServedCuda(GpuKnowledge knowledge) =>
        Version is { } version && knowledge.Drivers.Served(version.Value) is { } release
            ? this with
            {
                Cuda = new Observed<CudaVersion>(release.Cuda, $"driver {version.Value} ({release.Source.Text})"),
                IsCudaLowerBound = version.Value.Branch > knowledge.Drivers.Releases[^1].Branch,
            }
            : this with
            {
                Cuda = null,
                IsCudaLowerBound = false,
            };
}
