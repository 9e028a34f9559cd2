using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Machine;
using Plumb.Machine.Gpus;
using Plumb.Python;
using Plumb.Stacks;

namespace Plumb.Environments.Observing;

/// <summary>Looks at what a stack needs beside packages: the machine, libraries and programs of the system, model files.</summary>
public static class StackObserver
{
    /// <summary>Looks once.</summary>
    /// <param name="world">The inspected world.</param>
    /// <param name="variables">The variables there.</param>
    /// <param name="installation">The environment.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="application">The application's folder; null when there is none.</param>
    /// <param name="verify">Compare the hashes of model files.</param>
    /// <param name="cancellation">The only exception that leaves here is this one's.</param>
    public static StackObservation Observe(
        FileWorld world,
        WorldVariables variables,
        PythonInstallation installation,
        StackRequest request,
        string? application,
        bool verify,
        CancellationToken cancellation
    )
    {
        var machine = MachineProbe.Observe(
            world,
            variables,
            new MachineRequest { DiskPaths = [installation.Prefix], Gpus = request.Cards }
        );
        var needs = new SystemNeedReader(world, variables, installation);
        // A manifest of this machine says where its application lies.
        var manifest = request.Stack.Place.File;
        var folder = world.Root is null && WorldPath.IsAbsolute(manifest) ? WorldPath.Parent(manifest) : application;
        var models = new ModelFileReader(world, variables, folder, verify, cancellation);
        var system = installation.Platform.System;
        return new StackObservation(
            request.Stack,
            request.Variant,
            machine,
            [
                .. request
                    .Stack.System.Where(s =>
                        s.Systems.IsEmpty || system == OperatingSystemFamily.Unknown || s.Systems.Contains(system)
                    )
                    .Select(needs.Read),
            ],
            [.. request.Stack.Models.Select(models.Read)]
        );
    }
}

/// <summary>A stack that an environment is to be judged by.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Variant">The variant to judge by; null to choose by the machine.</param>
/// <param name="Cards">The cards to judge for; empty for those that are there.</param>
public sealed record StackRequest(Stack Stack, string? Variant, ImmutableArray<GpuSpecification> Cards);
