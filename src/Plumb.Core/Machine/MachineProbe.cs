using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Machine.Gpus;

namespace Plumb.Machine;

/// <summary>What to look at beside the machine itself.</summary>
public sealed record MachineRequest
{
    /// <summary>Paths whose disks matter: the environment's, the cache's, the folder for temporary files.</summary>
    public ImmutableArray<string> DiskPaths { get; init; } = [];

    /// <summary>The values of <c>--gpu</c>.</summary>
    public ImmutableArray<GpuSpecification> Gpus { get; init; } = [];

    /// <summary>Tables to complete GPUs with; null for those that Plumb ships.</summary>
    public GpuKnowledge? Knowledge { get; init; }
}

/// <summary>
/// Observes a machine once. With a root only files below it are asked, and what they do not tell stays unknown; the variables that stand
/// for absent hardware (<see cref="GpuOverrides"/>) count in both cases, since a person set them for this very question.
/// </summary>
public static class MachineProbe
{
    /// <summary>Observes.</summary>
    /// <param name="world">The files of the machine.</param>
    /// <param name="variables">The variables of this process.</param>
    /// <param name="request">What else to look at.</param>
    public static MachineProfile Observe(FileWorld world, WorldVariables variables, MachineRequest? request = null)
    {
        request ??= new MachineRequest();
        var loader = LibcProbe.FindLoader(world);
        var gpus = GpuProbe.Observe(world, variables, request.Knowledge);
        gpus = GpuOverrides.Apply(gpus, variables, request.Knowledge);
        gpus = GpuOverrides.Apply(gpus, request.Gpus, request.Knowledge);
        return new MachineProfile
        {
            System = OperatingSystemProbe.Observe(world),
            Libc = loader is null ? null : LibcProbe.Read(world, loader),
            Processor = ProcessorProbe.Observe(world, loader),
            Memory = MemoryProbe.Observe(world),
            Disks = [.. request.DiskPaths.Select(p => DiskProbe.Observe(world, p))],
            Container = ContainerProbe.Observe(world, variables),
            IsWsl = ContainerProbe.IsWsl(world),
            Gpus = gpus,
        };
    }
}
