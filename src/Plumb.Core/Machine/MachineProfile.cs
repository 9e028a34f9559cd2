using System.Collections.Immutable;
using Plumb.Machine.Gpus;

namespace Plumb.Machine;

/// <summary>A machine as it was seen once. What could not be told is null or <c>Unknown</c>; nothing is guessed.</summary>
public sealed record MachineProfile
{
    /// <summary>System, distribution, kernel.</summary>
    public required OperatingSystemProfile System { get; init; }

    /// <summary>The C library; null where there is none (Windows, macOS) or none was found.</summary>
    public Libc? Libc { get; init; }

    /// <summary>The processor.</summary>
    public required ProcessorProfile Processor { get; init; }

    /// <summary>Memory.</summary>
    public required MemoryProfile Memory { get; init; }

    /// <summary>Room on the disks under the paths that were asked for, in that order.</summary>
    public ImmutableArray<DiskSpace> Disks { get; init; } = [];

    /// <summary>The container it runs in.</summary>
    public ContainerKind Container { get; init; }

    /// <summary>Whether it is the Windows Subsystem for Linux; null when that cannot be told.</summary>
    public bool? IsWsl { get; init; }

    /// <summary>The GPUs.</summary>
    public GpuInventory Gpus { get; init; } = GpuInventory.Empty;
}
