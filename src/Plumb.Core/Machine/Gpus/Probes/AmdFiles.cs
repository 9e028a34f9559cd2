using System.Collections.Immutable;
using System.Globalization;
using Plumb.Files;

namespace Plumb.Machine.Gpus.Probes;

/// <summary>What files say of AMD's GPUs: the compute driver's topology (KFD), the display driver's files, and ROCm's version.</summary>
internal static class AmdFiles
{
    private const string Topology = "/sys/class/kfd/kfd/topology/nodes";
    private const int MostNodes = 512;

    /// <summary>GPUs in the order of the topology, then those that only the bus knows.</summary>
    public static ImmutableArray<GpuDevice> Devices(FileWorld world, ImmutableArray<PciDevice> bus, PciNames names)
    {
        var cards = bus.Where(d => d.Vendor == PciDevice.Amd).ToList();
        var devices = ImmutableArray.CreateBuilder<GpuDevice>();
        var nodes = world
            .ListNames(Topology)
            .Select(n => n.Name)
            .Where(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .OrderBy(n => int.Parse(n, CultureInfo.InvariantCulture))
            .Take(MostNodes);
        foreach (var node in nodes)
        {
            var folder = $"{Topology}/{node}";
            if (
                SystemFile.Text(world, folder + "/properties") is { } text
                && GfxName(Property(text, "gfx_target_version")) is { } gfx
            )
            {
                var card = Take(cards, Address(text));
                devices.Add(Describe(world, names, card, new Observed<string>(gfx, folder + "/properties"), folder));
            }
        }

        devices.AddRange(cards.Select(c => Describe(world, names, c, null, null)));
        return devices.DrainToImmutable();
    }

    /// <summary>
    /// The name that ROCm's code is built for: 110000 is 11.0.0, <c>gfx1100</c>; 90010 is 9.0.10, <c>gfx90a</c>: the last two numbers are
    /// hexadecimal digits (Linux, <c>kfd_topology</c>; LLVM, AMDGPU processors). Null for 0, a processor.
    /// </summary>
    public static string? GfxName(long? version)
    {
        if (version is not (> 0 and < 1_000_000) || version.Value / 100 % 100 > 15 || version.Value % 100 > 15)
        {
            return null;
        }

        var (major, minor, step) = (version.Value / 10_000, version.Value / 100 % 100, version.Value % 100);
        return major == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"gfx{major}{minor:x}{step:x}");
    }

    /// <summary>ROCm's version by its own file; null when it is not installed there.</summary>
    public static Observed<string>? Rocm(FileWorld world)
    {
        var folders = world
            .ListNames("/opt")
            .Select(n => n.Name)
            .Where(n => n.StartsWith("rocm", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Take(32);
        foreach (var folder in folders)
        {
            var file = $"/opt/{folder}/.info/version";
            if (SystemFile.Line(world, file) is { Length: < 64 } version && char.IsAsciiDigit(version[0]))
            {
                return new Observed<string>(version, file);
            }
        }

        return null;
    }

    private static GpuDevice Describe(
        FileWorld world,
        PciNames names,
        PciDevice? card,
        Observed<string>? gfx,
        string? node
    )
    {
        var folder = card is null ? null : $"/sys/bus/pci/devices/{card.Address}";
        var total = folder is null ? null : SystemFile.Number(world, folder + "/mem_info_vram_total");
        var used = folder is null ? null : SystemFile.Number(world, folder + "/mem_info_vram_used");
        var bank = node is null ? null : SystemFile.Text(world, node + "/mem_banks/0/properties");
        var size = bank is null ? null : Property(bank, "size_in_bytes");
        return new GpuDevice(0, GpuVendor.Amd)
        {
            Name = card is null ? null : ProductName(world, folder!) ?? names.Find(card.Vendor, card.Product),
            Architecture = gfx,
            MemoryBytes =
                total is > 0 ? new Observed<long>(total.Value, folder + "/mem_info_vram_total")
                : size is > 0 ? new Observed<long>(size.Value, node + "/mem_banks/0/properties")
                : null,
            FreeBytes = total - used is >= 0 and var free
                ? new Observed<long>(free, folder + "/mem_info_vram_used")
                : null,
            PciAddress = card?.Address,
            PciId = card?.Id,
            KernelDriver = card?.Driver,
            HasDriver = gfx is not null,
        };
    }

    private static Observed<string>? ProductName(FileWorld world, string folder) =>
        SystemFile.Line(world, folder + "/product_name") is { } name
            ? new Observed<string>(name, folder + "/product_name")
            : null;

    private static PciDevice? Take(List<PciDevice> cards, string? address)
    {
        var at = cards.FindIndex(c => string.Equals(c.Address, address, StringComparison.Ordinal));
        if (at < 0)
        {
            return null;
        }

        var card = cards[at];
        cards.RemoveAt(at);
        return card;
    }

    // location_id: bus in the upper byte, then five bits of device and three of function.
    private static string? Address(string properties)
    {
        var domain = Property(properties, "domain") ?? 0;
        return Property(properties, "location_id") is >= 0 and <= 0xFFFF and var place && domain is >= 0 and <= 0xFFFFFF
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{domain:x4}:{place >> 8:x2}:{(place >> 3) & 0x1F:x2}.{place & 7}"
            )
            : null;
    }

    private static long? Property(string text, string key) => SystemFile.ToNumber(SystemFile.Value(text, key));
}
