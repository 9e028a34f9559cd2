using Plumb.Formats.Fatbins;

namespace Plumb.Machine.Gpus;

/// <summary>Who made a GPU.</summary>
public enum GpuVendor
{
    /// <summary>NVIDIA.</summary>
    Nvidia,

    /// <summary>AMD.</summary>
    Amd,

    /// <summary>Intel.</summary>
    Intel,

    /// <summary>Apple.</summary>
    Apple,
}

/// <summary>One GPU, or one part of a card that is divided by MIG. What could not be told is null.</summary>
/// <param name="Index">Its place in the list, from 0; of NVIDIA's cards the place that the driver's tools show.</param>
/// <param name="Vendor">Who made it.</param>
public sealed record GpuDevice(int Index, GpuVendor Vendor)
{
    /// <summary>The product's name, such as <c>NVIDIA GeForce RTX 5080</c>.</summary>
    public Observed<string>? Name { get; init; }

    /// <summary>NVIDIA's compute capability; null for others.</summary>
    public Observed<ComputeCapability>? Capability { get; init; }

    /// <summary>The generation: <c>Blackwell</c>; for AMD the name that ROCm's code is built for, <c>gfx1100</c>.</summary>
    public Observed<string>? Architecture { get; init; }

    /// <summary>Memory of its own in bytes; for a GPU that shares the processor's memory, null.</summary>
    public Observed<long>? MemoryBytes { get; init; }

    /// <summary>Memory that nobody uses now, in bytes.</summary>
    public Observed<long>? FreeBytes { get; init; }

    /// <summary>NVIDIA's identity: <c>GPU-…</c>, or <c>MIG-…</c> for a part.</summary>
    public string? Uuid { get; init; }

    /// <summary>The kernel's driver that holds it, such as <c>nvidia</c>, <c>nouveau</c>, <c>vfio-pci</c> or <c>amdgpu</c>; null when none does or it is unknown.</summary>
    public string? KernelDriver { get; init; }

    /// <summary>Place on the bus: <c>0000:01:00.0</c>.</summary>
    public string? PciAddress { get; init; }

    /// <summary>Vendor and product on the bus: <c>10de:2c02</c>.</summary>
    public string? PciId { get; init; }

    /// <summary>How the card is divided (NVIDIA Multi-Instance GPU).</summary>
    public MigRole Mig { get; init; }

    /// <summary>For a part of a divided card: the <see cref="Index"/> of the card.</summary>
    public int? ParentIndex { get; init; }

    /// <summary>Whether a driver that can compute serves it; false for a card that was only seen on the bus.</summary>
    public bool? HasDriver { get; init; }

    /// <summary>What its driver says is wrong with it, a sentence; null when nothing is.</summary>
    public string? Trouble { get; init; }

    /// <summary>The number under which a CUDA application sees it; null when it does not (hidden, divided, or not of NVIDIA).</summary>
    public int? CudaIndex { get; init; }
}

/// <summary>How a card takes part in MIG.</summary>
public enum MigRole
{
    /// <summary>It is a whole card.</summary>
    None,

    /// <summary>A card that is divided: applications see its parts only.</summary>
    Divided,

    /// <summary>One part of such a card.</summary>
    Instance,
}
