using Plumb.Formats.Fatbin;
using Plumb.Knowledge;

namespace Plumb.Machine.Gpus;

/// <summary>The tables by which a machine's GPUs are completed where the driver does not tell.</summary>
/// <param name="Drivers">Drivers and CUDA.</param>
/// <param name="Products">Products by name.</param>
/// <param name="PciIds">Products by their number on the bus.</param>
public sealed record GpuKnowledge(CudaDrivers Drivers, NvidiaGpus Products, NvidiaPciIds PciIds)
{
    private static readonly Lazy<GpuKnowledge> _embedded = new(() =>
        new GpuKnowledge(CudaDrivers.Embedded, NvidiaGpus.Embedded, NvidiaPciIds.Embedded)
    );

    /// <summary>What Plumb ships.</summary>
    public static GpuKnowledge Embedded => _embedded.Value;

    /// <summary>The name of a card of NVIDIA by its product number; null when not known.</summary>
    public Observed<string>? PciName(string product) =>
        PciIds.Find(product) is { } name ? new Observed<string>(name, PciIds.Source.Text) : null;

    /// <summary>Fills in compute capability and generation by the product's name. Memory is never filled in for a card that is there: sizes vary.</summary>
    public GpuDevice Complete(GpuDevice device)
    {
        if (device.Vendor != GpuVendor.Nvidia)
        {
            return device;
        }

        var match = device.Name is { } name ? Products.Find(name.Value) : null;
        var from = match?.Candidates[0].Source.Text ?? "";
        var capability =
            device.Capability ?? (match?.Capability is { } told ? new Observed<ComputeCapability>(told, from) : null);
        var architecture = capability is { } known ? Products.Architecture(known.Value) : null;
        return device with
        {
            Capability = capability,
            Architecture =
                device.Architecture
                ?? (
                    architecture is null
                        ? null
                        : new Observed<string>(architecture, Products.SourceOf(capability!.Value))
                ),
        };
    }
}
