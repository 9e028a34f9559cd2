using System.Collections.Immutable;
using Plumb.Formats.Fatbins;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Stacks;

/// <summary>One way to install the application: for CUDA, ROCm, MPS, DirectML or the processor alone.</summary>
/// <param name="Name">Its name, once in a stack: <c>cuda</c>, <c>cpu</c>.</param>
/// <param name="When">What the machine has to be for it.</param>
/// <param name="Indexes">Where some of its packages come from, beside the user's own index.</param>
/// <param name="GpuMemoryBytes">Memory of one GPU that it needs; null when nothing is said.</param>
/// <param name="Source">Why it is so.</param>
/// <param name="Place">Where it stands.</param>
public sealed record StackVariant(
    string Name,
    MachineCondition When,
    ImmutableArray<StackIndex> Indexes,
    long? GpuMemoryBytes,
    StackSource Source,
    Location Place
);

/// <summary>A package index of a project for some of its packages.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Packages">The distributions that come from there.</param>
public sealed record StackIndex(string Url, ImmutableArray<PackageName> Packages);

/// <summary>What a machine has to be. Everything that is said has to hold; empty lists and nulls say nothing.</summary>
/// <param name="Systems">Any of these systems.</param>
/// <param name="Architectures">Any of these processors, as <c>platform.machine()</c> names them on Linux: x86_64, aarch64.</param>
/// <param name="Gpus">A GPU of any of these makers: nvidia, amd, intel, apple; "any" for one of anybody.</param>
/// <param name="Driver">Versions of NVIDIA's driver.</param>
/// <param name="Cuda">The driver runs what was built for this CUDA.</param>
/// <param name="Capability">Compute capabilities of the card.</param>
/// <param name="GpuMemoryBytes">The least memory of one card.</param>
public sealed record MachineCondition(
    ImmutableArray<OperatingSystemFamily> Systems,
    ImmutableArray<string> Architectures,
    ImmutableArray<string> Gpus,
    VersionSpecifiers? Driver,
    CudaVersion? Cuda,
    VersionSpecifiers? Capability,
    long? GpuMemoryBytes
)
{
    /// <summary>Every machine.</summary>
    public static MachineCondition Always { get; } = new([], [], [], null, null, null, null);
}
