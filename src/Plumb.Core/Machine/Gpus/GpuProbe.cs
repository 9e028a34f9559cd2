using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Formats.Fatbins;
using Plumb.Knowledge;
using Plumb.Machine.Gpus.Nvml;
using Plumb.Machine.Gpus.Probes;

namespace Plumb.Machine.Gpus;

/// <summary>Finds the GPUs of a machine: by the driver's own library on the machine itself, by files in any world.</summary>
public static class GpuProbe
{
    /// <summary>
    /// Observes. Another machine's world (one with a root) is told by its files alone; neither libraries are loaded nor variables read for it.
    /// </summary>
    public static GpuInventory Observe(FileWorld world, WorldVariables variables, GpuKnowledge? knowledge = null)
    {
        var isHere = world.Root is null;
        var inventory = Compose(
            world,
            isHere ? variables : WorldVariables.None,
            knowledge ?? GpuKnowledge.Embedded,
            isHere ? NvmlProbe.Ask(world, variables) : null
        );
        return isHere && AppleGpu.OfThisMachine() is { } apple
            ? inventory with
            {
                Devices = inventory.Devices.Add(apple with { Index = inventory.Devices.Length }),
            }
            : inventory;
    }

    /// <summary>Puts together what the library answered and what files tell.</summary>
    internal static GpuInventory Compose(
        FileWorld world,
        WorldVariables variables,
        GpuKnowledge known,
        NvmlAnswer? answer
    )
    {
        var bus = PciDevice.List(world);
        var names = new PciNames(world);
        var driver = Driver(world, answer, known);
        var devices = ImmutableArray.CreateBuilder<GpuDevice>();
        devices.AddRange(NvidiaDevices(world, answer, bus, names, known, driver));
        devices.AddRange(AmdFiles.Devices(world, bus, names));
        devices.AddRange(IntelFiles.Devices(world, bus, names));
        var inventory = new GpuInventory([.. devices.Select((d, i) => Renumber(d, i))])
        {
            Driver = driver,
            Nvml = answer?.Outcome,
            Rocm = AmdFiles.Rocm(world),
            WasLooked = world.Root is null || devices.Count > 0 || world.IsDirectory(PciDevice.Folder),
        };
        inventory = inventory with { Notes = GpuNotes.Of(world, inventory, known) };
        return CudaVisibility.Apply(inventory, variables);
    }

    private static GpuDevice Renumber(GpuDevice device, int index) =>
        device.Vendor == GpuVendor.Nvidia ? device : device with { Index = index };

    private static CudaDriver? Driver(FileWorld world, NvmlAnswer? answer, GpuKnowledge known)
    {
        var module = NvidiaFiles.Module(world);
        var library = answer?.Driver is { } told
            ? new Observed<DriverVersion>(told, "NVML")
            : NvidiaFiles.Library(world);
        if (module is null && library is null && answer?.Cuda is null)
        {
            return null;
        }

        var driver = new CudaDriver { Module = module, Library = library };
        return answer?.Cuda is { } cuda
            ? driver with
            {
                Cuda = new Observed<CudaVersion>(cuda, "NVML"),
            }
            : driver.WithServedCuda(known);
    }

    private static List<GpuDevice> NvidiaDevices(
        FileWorld world,
        NvmlAnswer? answer,
        ImmutableArray<PciDevice> bus,
        PciNames names,
        GpuKnowledge known,
        CudaDriver? driver
    )
    {
        var cards = bus.Where(d => d.Vendor == PciDevice.Nvidia).ToList();
        var devices = new List<GpuDevice>();
        var trouble = Trouble(world, answer);
        foreach (var device in answer?.Devices ?? [])
        {
            var card = cards.Find(c => IsAt(c, device.PciAddress));
            devices.Add(known.Complete(device with { PciId = device.PciId ?? card?.Id, KernelDriver = card?.Driver }));
        }

        foreach (var file in devices.Count > 0 ? [] : NvidiaFiles.Cards(world))
        {
            var card = cards.Find(c => IsAt(c, file.Address));
            var device = new GpuDevice(devices.Count, GpuVendor.Nvidia)
            {
                Name = file.Model is { } model ? new Observed<string>(model, file.File) : null,
                Uuid = file.Uuid,
                PciAddress = file.Address,
                PciId = card?.Id,
                KernelDriver = card?.Driver,
                HasDriver = true,
                Trouble = trouble,
            };
            devices.Add(known.Complete(device));
        }

        foreach (var card in cards.Where(c => !devices.Exists(d => IsAt(c, d.PciAddress))))
        {
            var device = new GpuDevice(devices.Count, GpuVendor.Nvidia)
            {
                Name = known.PciName(card.ProductId) ?? names.Find(card.Vendor, card.Product),
                PciAddress = card.Address,
                PciId = card.Id,
                KernelDriver = card.Driver,
                HasDriver = card.Driver is "nvidia" && driver is not null,
                Trouble = card.Driver is "nvidia" ? trouble : null,
            };
            devices.Add(known.Complete(device));
        }

        if (devices.Count == 0 && NvidiaFiles.Board(world) is { } board)
        {
            devices.Add(
                known.Complete(
                    new GpuDevice(0, GpuVendor.Nvidia) { Name = board, HasDriver = NvidiaFiles.HasLibrary(world) }
                )
            );
        }

        return devices;
    }

    // What the kernel shows of cards holds for the whole machine, also inside a container that was not given them.
    private static string? Trouble(FileWorld world, NvmlAnswer? answer) =>
        answer switch
        {
            { Outcome.Code: not null and not 0 } => answer.Outcome.Sentence,
            { Outcome.Code: 0, Devices.IsEmpty: true } =>
                "NVIDIA's driver shows this process no card: in a container, give it the GPU (docker run --gpus all).",
            { Outcome.Code: null } when !NvidiaFiles.HasLibrary(world) =>
                "The driver's library (libcuda.so.1) is missing: in a container, give it the GPU (docker run --gpus all).",
            _ => null,
        };

    private static bool IsAt(PciDevice card, string? address) =>
        address is not null && string.Equals(card.Address, address, StringComparison.OrdinalIgnoreCase);
}
