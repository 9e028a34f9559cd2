using Plumb.Checks;
using Plumb.Checks.Cuda;
using Plumb.Formats.Fatbins;
using Plumb.Machine;
using Plumb.Machine.Gpus;
using Plumb.Python;
using Xunit;

namespace Plumb.Core.Tests.Checks.Cuda;

/// <summary>torch on GPUs of AMD, Intel and Apple: yes only where files prove it.</summary>
public sealed class VendorVerdictsTests
{
    private static readonly string[] _rocm =
    [
        "torch/lib/rocblas/library/TensileLibrary_lazy_gfx1100.dat",
        "torch/lib/rocblas/library/Kernels.so-000-gfx90a-xnack+.hsaco",
    ];

    [Theory]
    [InlineData("2.6.0+rocm6.2", "gfx1100", true, Runs.Yes, "is built for ROCm 6.2 and brings code for gfx1100")]
    [InlineData(
        "2.6.0+rocm6.2",
        "gfx1036",
        true,
        Runs.No,
        "is built for ROCm 6.2 and brings code for gfx1100 and gfx90a, not for gfx1036"
    )]
    [InlineData(
        "2.6.0+rocm6.2",
        null,
        true,
        Runs.Unknown,
        "is built for ROCm 6.2; nothing tells which processor (gfx…) the card is"
    )]
    [InlineData(
        "2.6.0+rocm6.2",
        "gfx1100",
        false,
        Runs.No,
        "is built for ROCm 6.2, and no driver of AMD that computes serves the card"
    )]
    [InlineData("2.6.0+cpu", "gfx1100", true, Runs.No, "is a build for the CPU only, not for ROCm")]
    [InlineData("2.6.0", "gfx1100", true, Runs.Unknown, "no file tells what this build is for")]
    public void A_card_of_amd(string version, string? gfx, bool hasDriver, Runs runs, string reason)
    {
        var verdict = Judge(
            version,
            new GpuDevice(0, GpuVendor.Amd)
            {
                HasDriver = hasDriver,
                Architecture = gfx is null ? null : new Observed<string>(gfx, "test"),
            }
        );

        Assert.Equal((runs, reason), (verdict.Runs, verdict.Reason));
        Assert.Equal(version.Contains("rocm", StringComparison.Ordinal), verdict.IsBuiltFor);
    }

    [Fact]
    public void A_card_of_amd_that_passes_for_another_may_run()
    {
        using var environment = Torch("2.6.0+rocm6.2").Variable("HSA_OVERRIDE_GFX_VERSION", "10.3.0");
        var device = new GpuDevice(0, GpuVendor.Amd)
        {
            HasDriver = true,
            Architecture = new Observed<string>("gfx1036", "test"),
        };
        var snapshot = environment.Observe() with { Gpus = GpuInventory.Empty with { Devices = [device] } };

        Assert.Equal(Runs.Unknown, Assert.Single(new CheckContext(snapshot).Devices.Others).Runs);
    }

    [Theory]
    [InlineData("2.6.0+xpu", Runs.Unknown)]
    [InlineData("2.6.0+cpu", Runs.No)]
    [InlineData("2.6.0", Runs.Unknown)]
    public void A_card_of_intel(string version, Runs runs) =>
        Assert.Equal(runs, Judge(version, new GpuDevice(0, GpuVendor.Intel) { HasDriver = true }).Runs);

    [Theory]
    [InlineData("arm64", 12, 2, Runs.No)]
    [InlineData("arm64", 12, 3, Runs.Yes)]
    [InlineData("arm64", 15, 0, Runs.Yes)]
    [InlineData("arm64", 0, 0, Runs.Unknown)]
    [InlineData("x86_64", 15, 0, Runs.No)]
    public void A_gpu_of_apple(string architecture, int major, int minor, Runs runs)
    {
        using var environment = Torch("2.6.0");
        var snapshot = environment.Observe();
        snapshot = snapshot with
        {
            Installation = snapshot.Installation with
            {
                Platform = new TargetPlatform(OperatingSystemFamily.MacOs, architecture),
            },
            Extensions = snapshot.Extensions with { MacOs = major == 0 ? null : (major, minor) },
            Gpus = GpuInventory.Empty with { Devices = [new GpuDevice(0, GpuVendor.Apple)] },
        };

        Assert.Equal(runs, Assert.Single(new CheckContext(snapshot).Devices.Others).Runs);
    }

    [Fact]
    public void Only_a_build_for_the_vendor_that_cannot_run_is_a_refusal()
    {
        Assert.True(Assess("2.6.0+rocm6.2", "gfx1036").HasRefusal);
        Assert.False(Assess("2.6.0+cpu", "gfx1036").HasRefusal);
        Assert.False(Assess("2.6.0+rocm6.2", "gfx1100").HasRefusal);
    }

    private static VendorVerdict Judge(string version, GpuDevice device) =>
        Assert.Single(Assess(version, device).Others);

    private static GpuAssessment Assess(string version, string gfx) =>
        Assess(
            version,
            new GpuDevice(0, GpuVendor.Amd) { HasDriver = true, Architecture = new Observed<string>(gfx, "test") }
        );

    private static GpuAssessment Assess(string version, GpuDevice device)
    {
        using var environment = Torch(version);
        var snapshot = environment.Observe() with { Gpus = GpuInventory.Empty with { Devices = [device] } };
        return new CheckContext(snapshot).Devices;
    }

    private static SmallEnvironment Torch(string version) =>
        new SmallEnvironment().Install("torch", version, ["torch/__init__.py", .. _rocm]);
}
