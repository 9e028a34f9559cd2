using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Machine.Gpus;
using Plumb.Python;
using Plumb.Stacks;

namespace Plumb.Checks.Stacks;

/// <summary>Something that a machine must have.</summary>
/// <param name="Name">"memory", "disk", "GPU memory", "Python".</param>
/// <param name="Needed">What is needed, for people.</param>
/// <param name="Has">What is there, for people; "unknown" when nobody can tell.</param>
/// <param name="Status">Done, missing or unknown.</param>
public sealed record Precondition(string Name, string Needed, string Has, StackStatus Status)
{
    private const string Unknown = "unknown";

    // Firmware and the kernel keep a part of what is built in: a machine sold with 8 GB shows less.
    private const double Shown = 0.9;

    /// <summary>All that a stack asks for.</summary>
    /// <param name="seen">The stack and the machine.</param>
    /// <param name="variant">The chosen variant.</param>
    /// <param name="installation">The environment.</param>
    /// <param name="isInstalled">All stages are there: room for them is no longer needed.</param>
    /// <param name="isBegun">Some packages are there: how much room the others need is not known.</param>
    public static ImmutableArray<Precondition> All(
        StackObservation seen,
        StackVariant? variant,
        PythonInstallation installation,
        bool isInstalled,
        bool isBegun
    )
    {
        var needs = seen.Stack.Requires;
        var all = ImmutableArray.CreateBuilder<Precondition>();
        if (needs.Python is { } python)
        {
            all.Add(Python(python, installation));
        }

        if (needs.MemoryBytes is { } memory)
        {
            all.Add(Bytes("memory", memory, seen.Machine.Memory.Usable, Shown));
        }

        if (needs.DiskBytes is { } disk)
        {
            var free = seen.Machine.Disks.Select(d => d.FreeBytes).FirstOrDefault();
            all.Add(
                isInstalled ? new Precondition("disk", Prose.Bytes(disk), "installed", StackStatus.Done)
                : Bytes("disk", disk, free, 1) is var room && isBegun && room.Status == StackStatus.Missing
                    ? room with
                    {
                        Status = StackStatus.Unknown,
                    }
                : room
            );
        }

        if ((variant?.GpuMemoryBytes ?? needs.GpuMemoryBytes) is { } gpu && variant is { When.Gpus.IsEmpty: false })
        {
            var makers = MachineConditions.Makers(variant.When);
            var most = seen
                .Machine.Gpus.Devices.Where(d =>
                    d.Mig != MigRole.Divided
                    && makers.Contains(MachineConditions.Maker(d.Vendor), StringComparer.Ordinal)
                )
                .Select(d => d.MemoryBytes?.Value)
                .Max();
            all.Add(Bytes("GPU memory", gpu, most, Shown));
        }

        return all.DrainToImmutable();
    }

    private static Precondition Python(VersionSpecifiers wanted, PythonInstallation installation)
    {
        if (installation.Version is not { } text || !PythonVersion.TryParse(text, out var version))
        {
            return new Precondition("Python", wanted.ToRange().ToString(), Unknown, StackStatus.Unknown);
        }

        var fits = Requirements.RequiresPythonCheck.Takes(wanted, version, installation);
        return new Precondition(
            "Python",
            wanted.ToRange().ToString(),
            text,
            fits ? StackStatus.Done : StackStatus.Wrong
        );
    }

    private static Precondition Bytes(string name, long needed, long? has, double share) =>
        new(
            name,
            Prose.Bytes(needed),
            has is { } bytes ? Prose.Bytes(bytes) : Unknown,
            has is null ? StackStatus.Unknown
                : has >= needed * share ? StackStatus.Done
                : StackStatus.Missing
        );
}
