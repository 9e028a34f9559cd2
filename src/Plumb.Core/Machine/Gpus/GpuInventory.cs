using System.Collections.Immutable;

namespace Plumb.Machine.Gpus;

/// <summary>All GPUs of a machine and what drives them.</summary>
/// <param name="Devices">NVIDIA's first in their driver's order, then AMD's, Intel's and Apple's.</param>
public sealed record GpuInventory(ImmutableArray<GpuDevice> Devices)
{
    /// <summary>No GPU.</summary>
    public static GpuInventory Empty { get; } = new([]);

    /// <summary>False where nothing that was looked at could show a GPU: the files of a machine without those of its kernel.</summary>
    public bool WasLooked { get; init; } = true;

    /// <summary>NVIDIA's driver; null when there is no sign of one.</summary>
    public CudaDriver? Driver { get; init; }

    /// <summary>How asking NVIDIA's management library went; null when it was not asked (another machine's files are looked at).</summary>
    public NvmlOutcome? Nvml { get; init; }

    /// <summary><c>CUDA_VISIBLE_DEVICES</c>; null when unset.</summary>
    public VisibleDevices? Visible { get; init; }

    /// <summary>Version of ROCm.</summary>
    public Observed<string>? Rocm { get; init; }

    /// <summary>What a reader should know beside the values: sentences.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The devices that a CUDA application sees, by its own numbers.</summary>
    public IEnumerable<GpuDevice> CudaDevices => Devices.Where(d => d.CudaIndex is not null).OrderBy(d => d.CudaIndex);
}
