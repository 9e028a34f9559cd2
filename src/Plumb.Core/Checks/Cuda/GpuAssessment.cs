using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Formats.Fatbins;
using Plumb.Knowledge;
using Plumb.Machine.Gpus;
using Plumb.Native.Cuda;
using Plumb.Python;

namespace Plumb.Checks.Cuda;

/// <summary>What the consumers of an environment can do on the GPUs of a machine.</summary>
/// <param name="Gpus">The GPUs.</param>
/// <param name="Consumers">The consumers, by name.</param>
/// <param name="Verdicts">One for each card of NVIDIA that an application can be given and each consumer, by card, then by consumer.</param>
/// <param name="Choice">What an application would compute on.</param>
public sealed record GpuAssessment(
    GpuInventory Gpus,
    ImmutableArray<CudaConsumer> Consumers,
    ImmutableArray<CudaVerdict> Verdicts,
    DeviceChoice Choice
)
{
    /// <summary>One for each GPU of AMD, Intel or Apple, where torch is installed.</summary>
    public ImmutableArray<VendorVerdict> Others { get; init; } = [];

    /// <summary>
    /// True when some consumer cannot run on a card that is there and that <c>CUDA_VISIBLE_DEVICES</c> does not hide. A GPU of another
    /// vendor than the build is for counts for nothing: most machines have one.
    /// </summary>
    public bool HasRefusal =>
        Others.Any(v => v is { Runs: Runs.No, IsBuiltFor: true })
        || Verdicts.Any(v => v.Runs == Runs.No && !IsHidden(Gpus.Devices.First(d => d.Index == v.Device)));

    private bool IsHidden(GpuDevice device) =>
        Gpus.Visible is not null && device is { CudaIndex: null, HasDriver: true, Trouble: null };

    /// <summary>The GPUs alone.</summary>
    public static GpuAssessment WithoutEnvironment(GpuInventory gpus) =>
        new(gpus, [], [], new DeviceChoice("CPU", null, "no environment was looked at"));

    /// <summary>Judges. Pure: the same snapshot and GPUs give the same answer.</summary>
    /// <param name="snapshot">The environment with its devices observed.</param>
    /// <param name="ownership">Who owns its files.</param>
    /// <param name="gpus">The GPUs to judge for, which need not be those of the snapshot.</param>
    /// <param name="knowledge">The tables; null for those that Plumb ships.</param>
    public static GpuAssessment Of(
        EnvironmentSnapshot snapshot,
        FileOwnership ownership,
        GpuInventory gpus,
        GpuKnowledge? knowledge = null
    )
    {
        var consumers = CudaConsumers.Of(snapshot, ownership);
        var known = knowledge ?? GpuKnowledge.Embedded;
        var platform = snapshot.Installation.Platform;
        var isWindows = platform.System == OperatingSystemFamily.Windows;
        var judge = new CudaJudge(gpus.Driver, isWindows, CudaConsumers.Here(snapshot), known);
        var architecture = platform.Architecture is "amd64" or "AMD64" ? "x86_64" : platform.Architecture;
        var advice = new TorchAdvice((isWindows ? "windows-" : "linux-") + architecture, TorchBuilds.Embedded);
        var verdicts = ImmutableArray.CreateBuilder<CudaVerdict>();
        foreach (var device in gpus.Devices.Where(d => d is { Vendor: GpuVendor.Nvidia, Mig: not MigRole.Divided }))
        {
            var own = consumers
                .Select(c => advice.Advise(judge.Judge(c, device), device, gpus.Driver, known, isWindows))
                .ToList();
            var torch = own.Find(v => v.Consumer.Distribution == "torch");
            verdicts.AddRange(own.Select(v => CudaJudge.Through(v, torch)));
        }

        var all = verdicts.DrainToImmutable();
        return new GpuAssessment(gpus, consumers, all, DeviceChoice.Of(snapshot, gpus, consumers, all))
        {
            Others = VendorVerdicts.Of(snapshot, gpus),
        };
    }
}
