using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Checks.Cuda;
using Plumb.Core.Tests.Machine.Gpus;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Formats.Fatbins;
using Plumb.Machine.Gpus;
using Plumb.Native.Cuda;
using Xunit;

namespace Plumb.Core.Tests.Checks.Cuda;

/// <summary>A made consumer on machines for which a stand-in of NVIDIA's library answers.</summary>
public sealed class GpuAssessmentMachineTests : IDisposable
{
    private readonly NvmlStub _stub = new();
    private readonly SmallEnvironment _environment = new();

    [Fact]
    public void Two_unequal_cards_are_judged_each()
    {
        var assessment = Assess(
            "sm_80",
            WorldVariables.None,
            NvmlStub.Card("NVIDIA GeForce RTX 5080", 12, 0, 16)
                + ","
                + NvmlStub.Card("NVIDIA GeForce RTX 3060", 8, 6, 12, "GPU-22222222-2222-3333-4444-555555555555", 2),
            "576.02",
            12090
        );

        Assert.Equal([Runs.No, Runs.Yes], assessment.Verdicts.Select(v => v.Runs));
        Assert.True(assessment.HasRefusal);
        Assert.Equal(("CUDA", 1), (assessment.Choice.Device, assessment.Choice.Index));
    }

    [Fact]
    public void A_card_that_is_hidden_refuses_nothing()
    {
        var variables = new WorldVariables(
            ImmutableDictionary<string, string>
                .Empty.Add("CUDA_VISIBLE_DEVICES", "1")
                .Add("CUDA_DEVICE_ORDER", "PCI_BUS_ID")
        );
        var assessment = Assess(
            "sm_80",
            variables,
            NvmlStub.Card("NVIDIA GeForce RTX 5080", 12, 0, 16)
                + ","
                + NvmlStub.Card("NVIDIA GeForce RTX 3060", 8, 6, 12, "GPU-22222222-2222-3333-4444-555555555555", 2),
            "576.02",
            12090
        );

        Assert.False(assessment.HasRefusal);
        Assert.Equal(("CUDA", 0), (assessment.Choice.Device, assessment.Choice.Index));
    }

    [Theory]
    [InlineData("NVIDIA GeForce GTX 1080 Ti", 6, 1, "580.95.05", 13000, "sm_60", Runs.Yes)]
    [InlineData("Tesla T4", 7, 5, "450.80.02", 11000, "sm_75", Runs.No)]
    [InlineData("NVIDIA GeForce RTX 4090", 8, 9, "550.54.14", 12040, "sm_86", Runs.Yes)]
    [InlineData("NVIDIA GeForce RTX 5080", 12, 0, "576.02", 12090, "sm_90", Runs.No)]
    public void The_machine_that_the_driver_tells_decides(
        string name,
        int major,
        int minor,
        string driver,
        int cuda,
        string code,
        Runs runs
    )
    {
        var assessment = Assess(code, WorldVariables.None, NvmlStub.Card(name, major, minor, 16), driver, cuda);

        Assert.Equal(runs, Assert.Single(assessment.Verdicts).Runs);
        Assert.Equal(runs == Runs.Yes ? "CUDA" : "CPU", assessment.Choice.Device);
    }

    public void Dispose()
    {
        _environment.Dispose();
        _stub.Dispose();
    }

    private GpuAssessment Assess(string code, WorldVariables variables, string cards, string driver, int cuda)
    {
        var answer = _stub.Ask("DEVICES=" + cards, $"DRIVER=\"{driver}\"", FormattableString.Invariant($"CUDA={cuda}"));
        var gpus = GpuProbe.Compose(new FileWorld(_environment.Root), variables, GpuKnowledge.Embedded, answer);
        var library = _environment.Site + "/torch/lib/libtorch_cuda.so";
        _environment.File(_environment.Site + "/torch/version.py", "__version__ = '2.1.2+cu121'\ncuda = '12.1'\n");
        _environment.Install("torch", "2.1.2", ["torch/version.py", "torch/lib/libtorch_cuda.so"]);
        Assert.True(FatbinArchitecture.TryParse(code, out var architecture, out _));
        var listing = new FatbinListing(
            ".nv_fatbin",
            [new FatbinGroup([architecture], 3)],
            ImmutableSortedDictionary<FatbinArchitecture, int>.Empty.Add(architecture, 3),
            0,
            []
        );
        var snapshot = _environment.Observe(observation: Observation.Files | Observation.Devices);
        snapshot = snapshot with
        {
            Cuda = snapshot.Cuda with { Libraries = [new CudaLibrary(library, [], [], [listing])] },
        };
        return GpuAssessment.Of(snapshot, FileOwnership.Of(snapshot), gpus);
    }
}
