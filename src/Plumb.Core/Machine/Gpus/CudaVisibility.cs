using System.Collections.Immutable;
using System.Globalization;
using Plumb.Files;

namespace Plumb.Machine.Gpus;

/// <summary>
/// Which devices a CUDA application sees, and under which numbers (NVIDIA, CUDA C++ Programming Guide, "CUDA Environment Variables"):
/// <c>CUDA_VISIBLE_DEVICES</c> lists numbers or the beginnings of identities, and an entry that names nothing ends the list.
/// </summary>
internal static class CudaVisibility
{
    private const string Variable = "CUDA_VISIBLE_DEVICES";
    private const int MostEntries = 1024;

    public static GpuInventory Apply(GpuInventory inventory, WorldVariables variables)
    {
        var usable = inventory
            .Devices.Where(d =>
                d is { Vendor: GpuVendor.Nvidia, HasDriver: true, Trouble: null, Mig: not MigRole.Divided }
            )
            .ToImmutableArray();
        var text = variables.Get(Variable);
        // Of divided cards an application sees one part, whatever their number, unless it is named.
        var whole = usable.RemoveAll(d => d.Mig == MigRole.Instance);
        var numbered = whole.IsEmpty && !usable.IsEmpty ? [usable[0]] : whole;
        var seen = text is null ? numbered : Choose(text, inventory, usable, numbered, out inventory);
        var notes = inventory.Notes;
        if (text is not null && IsOrderUncertain(inventory, variables))
        {
            notes = notes.Add(
                "The cards differ, and CUDA numbers the fastest first: set CUDA_DEVICE_ORDER=PCI_BUS_ID for the numbers that nvidia-smi shows, "
                    + "or name cards by their GPU-… identity."
            );
        }

        return inventory with
        {
            Devices = [.. inventory.Devices.Select(d => d with { CudaIndex = Place(seen, d) })],
            Notes = notes,
        };
    }

    private static ImmutableArray<GpuDevice> Choose(
        string text,
        GpuInventory inventory,
        ImmutableArray<GpuDevice> usable,
        ImmutableArray<GpuDevice> numbered,
        out GpuInventory shown
    )
    {
        var chosen = ImmutableArray.CreateBuilder<GpuDevice>();
        var entries = ImmutableArray.CreateBuilder<string>();
        string? stopped = null;
        foreach (var part in text.Split(',').Take(MostEntries))
        {
            var entry = part.Trim();
            if (Find(entry, usable, numbered) is not { } device || chosen.Contains(device))
            {
                stopped = entry;
                break;
            }

            chosen.Add(device);
            entries.Add(entry);
        }

        shown = inventory with { Visible = new VisibleDevices(text, entries.DrainToImmutable(), stopped) };
        return chosen.DrainToImmutable();
    }

    private static GpuDevice? Find(string entry, ImmutableArray<GpuDevice> usable, ImmutableArray<GpuDevice> numbered)
    {
        if (int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number < numbered.Length ? numbered[number] : null;
        }

        var fitting = usable.Where(d => IsIdentity(entry, d)).Take(2).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }

    private static bool IsIdentity(string entry, GpuDevice device) =>
        entry.Length > 4
        && (entry.StartsWith("GPU-", StringComparison.Ordinal) || entry.StartsWith("MIG-", StringComparison.Ordinal))
        && device.Uuid?.StartsWith(entry, StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsOrderUncertain(GpuInventory inventory, WorldVariables variables) =>
        variables.Get("CUDA_DEVICE_ORDER") is not "PCI_BUS_ID"
        && inventory.Visible is { } visible
        && visible.Entries.Any(e => char.IsAsciiDigit(e[0]))
        && inventory
            .Devices.Where(d => d.Vendor == GpuVendor.Nvidia)
            .Select(d => d.Name?.Value)
            .Distinct(StringComparer.Ordinal)
            .Skip(1)
            .Any();

    private static int? Place(ImmutableArray<GpuDevice> seen, GpuDevice device)
    {
        for (var i = 0; i < seen.Length; i++)
        {
            if (seen[i].Index == device.Index)
            {
                return i;
            }
        }

        return null;
    }
}
