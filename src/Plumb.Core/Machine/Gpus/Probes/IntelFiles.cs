using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Machine.Gpus.Probes;

/// <summary>Intel's GPUs, by the bus and the files of its display drivers (i915, xe).</summary>
internal static class IntelFiles
{
    /// <summary>In the order of their places.</summary>
    public static ImmutableArray<GpuDevice> Devices(FileWorld world, ImmutableArray<PciDevice> bus, PciNames names) =>
        [
            .. bus.Where(d => d.Vendor == PciDevice.Intel)
                .Select(d => new GpuDevice(0, GpuVendor.Intel)
                {
                    Name = names.Find(d.Vendor, d.Product),
                    MemoryBytes = Memory(world, d),
                    PciAddress = d.Address,
                    PciId = d.Id,
                    KernelDriver = d.Driver,
                    HasDriver = d.Driver is "i915" or "xe",
                }),
        ];

    // Only cards with memory of their own have the file.
    private static Observed<long>? Memory(FileWorld world, PciDevice device)
    {
        var folder = $"/sys/bus/pci/devices/{device.Address}/drm";
        foreach (var (name, _) in world.ListNames(folder).Take(64))
        {
            var file = $"{folder}/{name}/lmem_total_bytes";
            if (SystemFile.Number(world, file) is > 0 and var bytes)
            {
                return new Observed<long>(bytes, file);
            }
        }

        return null;
    }
}
