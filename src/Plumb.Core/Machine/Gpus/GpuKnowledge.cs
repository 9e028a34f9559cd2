using Plumb.Formats.Fatbins;
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

    /// <summary>Whether code runs on a device under a driver, by all that the tables know.</summary>
    /// <param name="code">The code.</param>
    /// <param name="device">The device; one that is not NVIDIA's or of unknown capability gives no answer.</param>
    /// <param name="driver">The driver; null when there is no sign of one.</param>
    public GpuCodeVerdict Judge(FatbinArchitecture code, GpuDevice device, CudaDriver? driver)
    {
        if (device.Capability is not { } capability)
        {
            return new GpuCodeVerdict(Runs.Unknown, "the compute capability of this GPU is not known");
        }

        var served = driver?.Cuda?.Value;
        var newest = Drivers.Releases.Last(r => r.Ptx is not null);
        var isNewer = code.Kind == FatbinKind.Ptx && code.PtxVersion > newest.Ptx;
        var verdict = GpuCompatibility.Judge(code, capability.Value, Drivers.FirstWith(code.PtxVersion), served);
        return
            verdict.Runs == Runs.Unknown
            && isNewer
            && served <= newest.Cuda
            && driver is { IsCudaLowerBound: false }
            && device.Capability.Value >= code.Capability
            ? new GpuCodeVerdict(
                Runs.No,
                $"{code} is PTX {code.PtxVersion}, which needs a driver for a CUDA newer than {newest.Cuda}; this one serves {served}"
            )
            : verdict;
    }

    /// <summary>Why a driver does not serve a device's generation, a sentence; null when it does, or when either is not known.</summary>
    public string? Unserved(GpuDevice device, CudaDriver? driver)
    {
        if (
            device.Capability is not { } capability
            || driver?.Version is not { } version
            || Drivers.Generation(capability.Value) is not { } generation
        )
        {
            return null;
        }

        var name = device.Name?.Value ?? capability.Value.SmName;
        return version.Value.Branch > generation.LastBranch
                ? $"Driver {version.Value} no longer drives {name}: {generation.LastBranch} is the last branch that does."
            : Drivers.Release(generation.FirstCuda) is { } first && version.Value.Branch < first.Branch
                ? $"Driver {version.Value} does not know {name} yet: it needs branch {first.Branch} (CUDA {first.Cuda}) or newer."
            : null;
    }
}
