using Plumb.Core.Tests.Files;

namespace Plumb.Core.Tests.Machine.Gpus;

/// <summary>Cards as Linux shows them on the bus.</summary>
internal static class PciCards
{
    public static TestWorld PciCard(
        this TestWorld world,
        string address,
        string product,
        string? driver,
        string vendor = "0x10de",
        string kind = "0x030000"
    )
    {
        var folder = "/sys/bus/pci/devices/" + address;
        world
            .File(folder + "/vendor", vendor + "\n")
            .File(folder + "/device", $"0x{product}\n")
            .File(folder + "/class", kind + "\n");
        if (driver is not null)
        {
            world.Link(folder + "/driver", "../../../bus/pci/drivers/" + driver);
        }

        return world;
    }
}
