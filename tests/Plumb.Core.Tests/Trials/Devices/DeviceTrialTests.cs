using Plumb.Checks.Cuda;
using Plumb.Core.Tests.Trials.Imports;
using Plumb.Files;
using Plumb.Formats.Fatbins;
using Plumb.Machine.Gpus;
using Plumb.Native.Cuda;
using Plumb.Processes;
using Plumb.Trials.Devices;
using Xunit;

namespace Plumb.Core.Tests.Trials.Devices;

/// <summary>
/// Products that the interpreter of a real virtual environment computes, with stand-ins for torch: small packages that know the few calls
/// that are made, and whose cards work, give wrong numbers, raise, crash, hang or
/// compute with the eight bits of bfloat16.
/// </summary>
public sealed class DeviceTrialTests(TriedEnvironment environment) : IClassFixture<TriedEnvironment>
{
    private const string StandIn = """
        import os, struct, time
        float32 = 'float32'
        __version__ = '9.9+cu128'
        class version: cuda = '12.8'; hip = None
        class cuda:
            is_available = staticmethod(lambda: True)
            device_count = staticmethod(lambda: 6)
            get_device_name = staticmethod(lambda i: 'Stand-in %d' % i)
        class Tensor:
            def __init__(self, rows, device='cpu'): self.rows, self.device = rows, device
            def to(self, device): return Tensor(self.rows, device)
            def cpu(self): return self
            def tolist(self): return self.rows
            def __getitem__(self, at): return self
            def item(self): return self.rows[0][0]
        def tensor(rows, dtype): return Tensor(rows)
        def bfloat16(x):
            n = struct.unpack('<I', struct.pack('<f', x))[0]
            return struct.unpack('<f', struct.pack('<I', (n + 0x7fff + (n >> 16 & 1)) & 0xffff0000))[0]
        def short_sum(terms):
            total = 0.0
            for term in terms: total = bfloat16(total + bfloat16(term))
            return total
        def matmul(a, b):
            if a.device == 'cuda:2': raise RuntimeError('CUDA error: no kernel image is available for execution on the device')
            if a.device == 'cuda:3': os.kill(os.getpid(), 11)
            while a.device == 'cuda:4': time.sleep(1)
            left, right = a.rows[:11], [row[:13] for row in b.rows]
            small = [[sum(x * right[j][k] for j, x in enumerate(row)) for k in range(13)] for row in left]
            rows = [[small[i % 11][k % 13] for k in range(len(b.rows[0]))] for i in range(len(a.rows))]
            if a.device == 'cuda:1': rows[5][7] += 1
            if a.device == 'cuda:5':
                small = [[short_sum(x * right[j][k] for j, x in enumerate(row)) for k in range(13)] for row in left]
                rows = [[small[i % 11][k % 13] for k in range(len(b.rows[0]))] for i in range(len(a.rows))]
            return Tensor(rows)
        """;

    [Fact]
    public async Task Each_device_is_told_with_what_came_of_it()
    {
        using var folder = new StandInPackage(environment.Site, "torch", "9.9+cu128", "torch", StandIn);
        var snapshot = environment.Observe();

        var trials = await DeviceTrial.RunAsync(
            snapshot,
            WorldVariables.OfThisProcess(),
            new ChildLimits(TimeSpan.FromSeconds(60), 0),
            _ => { },
            TestContext.Current.CancellationToken
        );

        var torch = Assert.Single(trials);
        Assert.Equal("9.9+cu128", torch.Version);
        Assert.Equal(
            [
                ("cpu", DeviceOutcomeKind.Works),
                ("cuda:0", DeviceOutcomeKind.Works),
                ("cuda:1", DeviceOutcomeKind.Wrong),
                ("cuda:2", DeviceOutcomeKind.Error),
                ("cuda:3", DeviceOutcomeKind.Crashed),
                ("cuda:4", DeviceOutcomeKind.Timeout),
                ("cuda:5", DeviceOutcomeKind.Works),
            ],
            torch.Devices.Select(d => (d.Device, d.Kind))
        );
        Assert.Equal((1, 1024 * 1024), (torch.Devices[2].Wrong, torch.Devices[2].Numbers));
        Assert.Equal("the process was ended: SIGSEGV", torch.Devices[4].Error);
        Assert.NotNull(torch.Rate(torch.Devices[1]));
        Assert.Null(torch.Rate(torch.Devices[0]));
    }

    [Fact]
    public void A_card_without_code_is_told_with_the_verdict_of_its_files()
    {
        var consumer = new CudaConsumer("torch", "2.1.2+cu118");
        var gpus = GpuInventory.Empty with { Devices = [new GpuDevice(3, GpuVendor.Nvidia) { CudaIndex = 0 }] };
        var assessment = new GpuAssessment(
            gpus,
            [consumer],
            [new CudaVerdict(3, consumer, Runs.No, "holds no code for sm_120")],
            new DeviceChoice("CPU", null, "")
        );
        var failed = new DeviceOutcome("cuda:0", "a card", DeviceOutcomeKind.Error)
        {
            Error = "RuntimeError: CUDA error: no kernel image is available\nmore",
        };

        var finding = Assert.Single(
            DeviceFindings.Of([new LibraryTrial("torch", "torch", "2.1.2+cu118", [failed])], assessment)
        );

        Assert.Equal("PLB2711", finding.Rule.Code);
        Assert.Equal(
            "torch 2.1.2+cu118 fails on cuda:0: RuntimeError: CUDA error: no kernel image is available.",
            finding.Title
        );
        Assert.Equal("The files tell why: torch 2.1.2+cu118 holds no code for sm_120.", finding.Message);
    }

    [Fact]
    public void Without_a_library_nothing_is_tried_and_nothing_is_wrong() =>
        Assert.Empty(DeviceFindings.Of([], GpuAssessment.WithoutEnvironment(GpuInventory.Empty)));
}
