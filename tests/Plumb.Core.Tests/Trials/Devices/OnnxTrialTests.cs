using System.Collections.Immutable;
using Plumb.Checks.Cuda;
using Plumb.Core.Tests.Trials.Imports;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Machine.Gpus;
using Plumb.Processes;
using Plumb.Trials.Devices;
using Xunit;

namespace Plumb.Core.Tests.Trials.Devices;

/// <summary>
/// A stand-in for onnxruntime as it is built for NVIDIA's cards: it lists what it was built with, prints why a provider's library does not
/// load, and goes on with the processor.
/// </summary>
public sealed class OnnxTrialTests(TriedEnvironment environment) : IClassFixture<TriedEnvironment>
{
    private const string StandIn = """
        import sys
        __version__ = '1.99.0'
        LOADED = ('CPUExecutionProvider', 'CUDAExecutionProvider', 'DnnlExecutionProvider')
        def get_available_providers():
            return ['TensorrtExecutionProvider', 'CUDAExecutionProvider', 'DnnlExecutionProvider',
                    'AzureExecutionProvider', 'CPUExecutionProvider']
        class SessionOptions:
            fallback = True
            def add_session_config_entry(self, key, value): self.fallback = False
        class Rows(list):
            def tolist(self): return self
        class InferenceSession:
            def __init__(self, model, options, providers):
                self.used = [p for p in providers if p in LOADED]
                if self.used != providers:
                    sys.stderr.write('[E:onnxruntime] Failed to load library x.so with error: libnvinfer.so.10: cannot open\n')
                    if not options.fallback: raise RuntimeError('fallback to CPU EP has been explicitly disabled')
            def get_providers(self): return self.used or ['CPUExecutionProvider']
            def run(self, names, feed):
                left, right = feed['a'][:11], [row[:13] for row in feed['b']]
                small = [[sum(x * right[j][k] for j, x in enumerate(row)) for k in range(13)] for row in left]
                return [Rows([small[i % 11][k % 13] for k in range(1024)] for i in range(1024))]
        """;

    private const string Numpy = "float32 = 'float32'\ndef array(rows, dtype): return rows\n";

    private static readonly GpuInventory _card = new([new GpuDevice(0, GpuVendor.Nvidia) { CudaIndex = 0 }]);

    [Fact]
    public async Task A_build_for_cards_on_a_machine_without_one_is_sound()
    {
        var trial = await TryAsync(StandIn, GpuInventory.Empty);

        Assert.Equal([("cpu", DeviceOutcomeKind.Works)], trial.Devices.Select(d => (d.Device, d.Kind)));
        Assert.Equal(
            "It was built for TensorrtExecutionProvider and CUDAExecutionProvider too; nothing was seen here on which that computes.",
            trial.Remark
        );
        Assert.Empty(DeviceFindings.Of([trial], GpuAssessment.WithoutEnvironment(GpuInventory.Empty)));
    }

    [Fact]
    public async Task A_library_that_is_installed_apart_may_be_missing()
    {
        var trial = await TryAsync(StandIn, _card);

        Assert.Equal(
            [
                ("cpu", DeviceOutcomeKind.Works),
                ("TensorrtExecutionProvider", DeviceOutcomeKind.Untried),
                ("CUDAExecutionProvider", DeviceOutcomeKind.Works),
            ],
            trial.Devices.Select(d => (d.Device, d.Kind))
        );
        Assert.Equal("its library did not load: libnvinfer.so.10: cannot open", trial.Devices[1].Error);
        Assert.Empty(DeviceFindings.Of([trial], GpuAssessment.WithoutEnvironment(_card)));
    }

    [Fact]
    public async Task The_library_that_the_build_is_for_has_to_load_where_its_card_is()
    {
        var trial = await TryAsync(
            StandIn.Replace(
                "'CPUExecutionProvider', 'CUDAExecutionProvider', 'Dnnl",
                "'CPUExecutionProvider', 'Dnnl",
                StringComparison.Ordinal
            ),
            _card
        );

        var finding = Assert.Single(DeviceFindings.Of([trial], GpuAssessment.WithoutEnvironment(_card)));
        Assert.Equal(
            "onnxruntime-gpu 1.99.0 fails on CUDAExecutionProvider: its library did not load: libnvinfer.so.10: cannot open.",
            finding.Title
        );
    }

    [Fact]
    public async Task A_distribution_of_a_similar_name_brings_another_module()
    {
        using var other = new StandInPackage(
            environment.Site,
            "onnxruntime-extensions",
            "0.9.0",
            "onnxruntime_extensions",
            ""
        );

        var trial = await TryAsync(StandIn, GpuInventory.Empty);

        Assert.Equal("onnxruntime-gpu", trial.Distribution);
        Assert.Empty(await RunAsync(environment.Observe()));
    }

    private async Task<LibraryTrial> TryAsync(string code, GpuInventory gpus)
    {
        using var numpy = new StandInPackage(environment.Site, "numpy", "9.9", "numpy", Numpy);
        using var runtime = new StandInPackage(environment.Site, "onnxruntime-gpu", "1.99.0", "onnxruntime", code);
        return Assert.Single(await RunAsync(environment.Observe() with { Gpus = gpus }));
    }

    private static Task<ImmutableArray<LibraryTrial>> RunAsync(EnvironmentSnapshot snapshot) =>
        DeviceTrial.RunAsync(
            snapshot,
            WorldVariables.OfThisProcess(),
            new ChildLimits(TimeSpan.FromSeconds(60), 0),
            _ => { },
            TestContext.Current.CancellationToken
        );
}
