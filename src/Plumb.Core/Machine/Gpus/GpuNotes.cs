using System.Collections.Immutable;
using System.Globalization;
using Plumb.Files;
using Plumb.Machine.Gpus.Probes;

namespace Plumb.Machine.Gpus;

/// <summary>Sentences about what a list of values does not show.</summary>
internal static class GpuNotes
{
    public static ImmutableArray<string> Of(FileWorld world, GpuInventory inventory, GpuKnowledge known)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (inventory.Driver is { Disagrees: true } driver)
        {
            notes.Add(
                $"NVIDIA's kernel module is {driver.Module!.Value} and its library {driver.Library!.Value}: "
                    + "nothing runs on the card until the machine is restarted or one version of both is installed."
            );
        }

        if (inventory.Nvml is { Code: not null and not 0 } outcome)
        {
            notes.Add(outcome.Sentence);
        }

        foreach (var device in inventory.Devices.Where(d => d.Trouble is not null && inventory.Nvml?.Answered == true))
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"GPU {device.Index}: {device.Trouble}"));
        }

        foreach (var device in inventory.Devices.Where(d => d.HasDriver == false && d.Trouble is null))
        {
            notes.Add(WithoutDriver(device));
        }

        notes.AddRange(
            inventory
                .Devices.Where(d => d.Vendor == GpuVendor.Nvidia && inventory.Nvml?.Answered != true)
                .Select(d => known.Unserved(d, inventory.Driver))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
        );

        if (world.TryStat("/dev/dxg", out _) && !NvidiaFiles.HasLibrary(world) && inventory.Driver is null)
        {
            notes.Add(
                "This is WSL with a GPU of Windows, but its driver's library (/usr/lib/wsl/lib/libcuda.so.1) is missing: "
                    + "install or update the driver in Windows, then run wsl --shutdown."
            );
        }

        if (inventory.Driver is { Module: not null } && !NvidiaFiles.HasLibrary(world))
        {
            notes.Add(
                "NVIDIA's kernel module is loaded, but libcuda.so.1 is not where drivers and container runtimes put it: "
                    + "in a container, start it with the GPU (docker run --gpus all)."
            );
        }

        return notes.DrainToImmutable();
    }

    private static string WithoutDriver(GpuDevice device)
    {
        var name = device.Name?.Value ?? string.Create(CultureInfo.InvariantCulture, $"{device.Vendor} {device.PciId}");
        var needed = device.Vendor switch
        {
            GpuVendor.Nvidia => "NVIDIA's driver",
            GpuVendor.Amd => "AMD's compute driver (amdgpu with KFD)",
            _ => "its driver",
        };
        return device.KernelDriver is { } driver
            ? $"{name} is held by the kernel's driver {driver}, not by {needed}: nothing can compute on it."
            : $"{name} is in the machine without a driver: install {needed} to compute on it.";
    }
}
