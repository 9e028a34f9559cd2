using System.Collections.Immutable;
using System.Globalization;
using Plumb.Files;

namespace Plumb.Machine.Gpus.Probes;

/// <summary>A display or compute device on the bus.</summary>
/// <param name="Address">Its place: <c>0000:01:00.0</c>.</param>
/// <param name="Vendor">The maker's number.</param>
/// <param name="Product">The product's number.</param>
/// <param name="Driver">The kernel's driver that holds it; null when none does.</param>
internal sealed record PciDevice(string Address, int Vendor, int Product, string? Driver)
{
    public const int Nvidia = 0x10de;
    public const int Amd = 0x1002;
    public const int Intel = 0x8086;

    /// <summary>Where the kernel lists them.</summary>
    public const string Folder = "/sys/bus/pci/devices";
    private const int MostDevices = 8192;

    // PCI Code and ID Assignment Specification: 03 display controllers, 12 processing accelerators.
    private const long Display = 0x03;
    private const long Accelerator = 0x12;

    /// <summary>Vendor and product: <c>10de:2c02</c>.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Vendor:x4}:{Product:x4}");

    /// <summary>The product alone: <c>2c02</c>.</summary>
    public string ProductId => Product.ToString("x4", CultureInfo.InvariantCulture);

    /// <summary>All of them in the order of their places.</summary>
    public static ImmutableArray<PciDevice> List(FileWorld world)
    {
        var found = ImmutableArray.CreateBuilder<PciDevice>();
        var names = world.ListNames(Folder).Select(n => n.Name).Order(StringComparer.Ordinal).Take(MostDevices);
        foreach (var name in names)
        {
            var folder = WorldPath.Join(Folder, name);
            if (
                SystemFile.Number(world, folder + "/class") is { } kind
                && (kind >> 16) is Display or Accelerator
                && SystemFile.Number(world, folder + "/vendor") is >= 0 and <= 0xFFFF and var vendor
                && SystemFile.Number(world, folder + "/device") is >= 0 and <= 0xFFFF and var product
            )
            {
                var driver = world.ReadLink(folder + "/driver") is { Length: > 0 } link ? WorldPath.Name(link) : null;
                found.Add(new PciDevice(name, (int)vendor, (int)product, driver));
            }
        }

        return found.DrainToImmutable();
    }
}
