using System.Collections.Immutable;
using Plumb.Formats.Fatbins;
using Plumb.Knowledge;
using Plumb.Machine;
using Plumb.Machine.Gpus;
using Plumb.Python;
using Plumb.Stacks;

namespace Plumb.Checks.Stacks;

/// <summary>Judges the conditions of a variant on a machine. The first part that does not hold, or cannot be told, is the reason.</summary>
internal static class MachineConditions
{
    /// <summary>Judges.</summary>
    /// <param name="condition">What the machine has to be.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="platform">What the environment's interpreter was built for: a Python for x86-64 on an Arm Mac takes packages for x86-64.</param>
    public static ConditionVerdict Judge(MachineCondition condition, MachineProfile machine, TargetPlatform platform)
    {
        var system = platform.System == OperatingSystemFamily.Unknown ? machine.System.Family : platform.System;
        if (!condition.Systems.IsEmpty && !condition.Systems.Contains(system))
        {
            return new(
                system == OperatingSystemFamily.Unknown ? null : false,
                $"it is for {Names(condition.Systems)}, and this is {Name(system)}"
            );
        }

        var architecture = Architecture(
            platform.Architecture.Length > 0 ? platform.Architecture : machine.Processor.Architecture
        );
        if (!condition.Architectures.IsEmpty && !condition.Architectures.Contains(architecture, StringComparer.Ordinal))
        {
            return new(
                architecture.Length == 0 ? null : false,
                $"it is for {string.Join(" or ", condition.Architectures)}, and this Python is for {(architecture.Length == 0 ? "an unknown processor" : architecture)}"
            );
        }

        return
            condition.Gpus.IsEmpty && condition is { Driver: null, Cuda: null, Capability: null, GpuMemoryBytes: null }
            ? new(true, "it fits every machine of this kind")
            : Gpu(condition, machine, system);
    }

    private static ConditionVerdict Gpu(
        MachineCondition condition,
        MachineProfile machine,
        OperatingSystemFamily system
    )
    {
        var wanted = Makers(condition);
        var cards = machine
            .Gpus.Devices.Where(d =>
                d.Mig != MigRole.Divided && wanted.Contains(Maker(d.Vendor), StringComparer.Ordinal)
            )
            .ToList();
        if (cards.Count == 0)
        {
            var makers = condition.Gpus.Contains("any", StringComparer.Ordinal)
                ? ""
                : string.Join(" or ", wanted.Select(MakerName)) + " ";
            return machine.Gpus.WasLooked && !(system == OperatingSystemFamily.Windows && wanted.Any(IsUnseenOnWindows))
                ? new(false, $"there is no {makers}GPU")
                : new(null, $"whether there is {(makers.Length == 0 ? "a" : "an")} {makers}GPU cannot be told here");
        }

        var verdicts = cards.Select(c => Card(condition, machine.Gpus, c, system)).ToList();
        return verdicts.Find(v => v.Holds == true) ?? verdicts.Find(v => v.Holds is null) ?? verdicts[0];
    }

    private static ConditionVerdict Card(
        MachineCondition condition,
        GpuInventory gpus,
        GpuDevice card,
        OperatingSystemFamily system
    )
    {
        var name = card.Name?.Value ?? "the GPU";
        var isOpen = IsAssumed(card) && gpus.Driver is null or { Version: null, Cuda: null };
        if (!isOpen && Driver(condition, gpus, system) is { } driver)
        {
            return driver;
        }

        if (condition.Capability is { } capabilities)
        {
            if (card.Capability is not { } capability)
            {
                return new(null, $"the compute capability of {name} is not known");
            }

            if (!capabilities.Contains(capability.Value.ToString()))
            {
                return new(
                    false,
                    $"{name} has compute capability {capability.Value}, and these packages serve {capabilities.ToRange()}"
                );
            }
        }

        if (condition.GpuMemoryBytes is { } bytes)
        {
            if (card.MemoryBytes is not { } memory)
            {
                return new(null, $"the memory of {name} is not known");
            }

            if (memory.Value < bytes)
            {
                return new(
                    false,
                    $"{name} has {Prose.Bytes(memory.Value)} of memory, and {Prose.Bytes(bytes)} are needed"
                );
            }
        }

        var driverFor = isOpen && condition.Cuda is { } cuda ? $", if its driver runs CUDA {cuda}" : "";
        return new(true, Found(card, gpus, name) + driverFor);
    }

    private static ConditionVerdict? Driver(MachineCondition condition, GpuInventory gpus, OperatingSystemFamily system)
    {
        var version = gpus.Driver?.Version?.Value;
        if (condition.Driver is { } versions)
        {
            if (version is null)
            {
                return NoDriver(gpus);
            }

            if (!versions.Contains(version.Value.ToString()))
            {
                return new(false, $"the driver is {version}, and {versions.ToRange()} is needed");
            }
        }

        return condition.Cuda is { } cuda ? Serves(cuda, gpus, version, system) : null;
    }

    // Minor version compatibility: a driver that serves a major version of CUDA runs what any minor one of it was built for.
    private static ConditionVerdict? Serves(
        CudaVersion cuda,
        GpuInventory gpus,
        DriverVersion? version,
        OperatingSystemFamily system
    )
    {
        if (version is { } driver && CudaDrivers.Embedded.Floor(cuda.Major) is { } floor)
        {
            var least = system == OperatingSystemFamily.Windows ? floor.Windows : floor.Linux;
            return driver >= least
                ? null
                : new(false, $"the driver is {driver}, and CUDA {cuda} needs {least} or newer");
        }

        return gpus.Driver?.Cuda is not { } served ? NoDriver(gpus)
            : served.Value.Major >= cuda.Major ? null
            : new(false, $"the driver serves CUDA {served.Value}, and CUDA {cuda} is needed");
    }

    private static ConditionVerdict NoDriver(GpuInventory gpus) =>
        gpus.Driver is null
            ? new(false, "NVIDIA's driver is not there")
            : new(null, "the version of NVIDIA's driver is not known");

    // Who names a card alone asks what it would take; what is known of its driver counts.
    private static bool IsAssumed(GpuDevice card) =>
        card.Name?.From == GpuOverrides.Option || card.Capability?.From == GpuOverrides.Option;

    private static string Found(GpuDevice card, GpuInventory gpus, string name)
    {
        var capability = card.Capability is { } c ? $", {c.Value.SmName}" : "";
        var driver = card.Vendor == GpuVendor.Nvidia && gpus.Driver?.Version is { } v ? $", driver {v.Value}" : "";
        return $"{name}{capability}{driver}";
    }

    // Only NVIDIA's driver is asked there.
    private static bool IsUnseenOnWindows(string maker) => maker is "amd" or "intel";

    /// <summary>The makers whose cards serve a variant, as manifests name them.</summary>
    public static ImmutableArray<string> Makers(MachineCondition condition) =>
        condition.Gpus.Contains("any", StringComparer.Ordinal) ? ["nvidia", "amd", "intel", "apple"]
        : condition.Gpus.IsEmpty ? ["nvidia"]
        : condition.Gpus;

    /// <summary>A maker as manifests name it.</summary>
    public static string Maker(GpuVendor vendor) =>
        vendor switch
        {
            GpuVendor.Nvidia => "nvidia",
            GpuVendor.Amd => "amd",
            GpuVendor.Intel => "intel",
            _ => "apple",
        };

    private static string MakerName(string maker) =>
        maker switch
        {
            "nvidia" => "NVIDIA",
            "amd" => "AMD",
            "intel" => "Intel",
            _ => "Apple",
        };

    private static string Architecture(string? name) =>
        name?.ToLowerInvariant() switch
        {
            "amd64" or "x86_64" or "win-amd64" => "x86_64",
            "arm64" or "aarch64" => "aarch64",
            { } other => other,
            null => "",
        };

    private static string Names(ImmutableArray<OperatingSystemFamily> systems) =>
        string.Join(" or ", systems.Select(Name));

    private static string Name(OperatingSystemFamily system) =>
        system switch
        {
            OperatingSystemFamily.MacOs => "macOS",
            OperatingSystemFamily.Unknown => "an unknown system",
            _ => system.ToString(),
        };
}
