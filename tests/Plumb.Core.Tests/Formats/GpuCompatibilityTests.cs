using CsCheck;
using Plumb.Formats.Fatbins;
using Xunit;

namespace Plumb.Core.Tests.Formats;

public sealed class GpuCompatibilityTests
{
    [Theory]
    // Machine code: the same generation, not before its own step.
    [InlineData("sm_86", "8.9", Runs.Yes)]
    [InlineData("sm_80", "8.6", Runs.Yes)]
    [InlineData("sm_86", "8.6", Runs.Yes)]
    [InlineData("sm_89", "8.6", Runs.No)]
    [InlineData("sm_89", "12.0", Runs.No)]
    [InlineData("sm_90", "12.0", Runs.No)]
    [InlineData("sm_120", "12.1", Runs.Yes)]
    [InlineData("sm_100", "10.3", Runs.Yes)]
    [InlineData("sm_100", "12.0", Runs.No)]
    [InlineData("sm_75", "8.0", Runs.No)]
    [InlineData("sm_60", "6.1", Runs.Yes)]
    // Embedded modules stand apart.
    [InlineData("sm_86", "8.7", Runs.Unknown)]
    [InlineData("sm_87", "8.9", Runs.Unknown)]
    [InlineData("sm_87", "8.7", Runs.Yes)]
    // "a": exactly that one, as machine code and as PTX.
    [InlineData("sm_90a", "9.0", Runs.Yes)]
    [InlineData("sm_100a", "10.3", Runs.No)]
    [InlineData("sm_120a", "12.1", Runs.No)]
    [InlineData("compute_90a", "12.0", Runs.No)]
    [InlineData("compute_90a", "9.0", Runs.Yes)]
    // "f": its family from its own step on.
    [InlineData("sm_100f", "10.3", Runs.Yes)]
    [InlineData("sm_103f", "10.0", Runs.No)]
    [InlineData("sm_100f", "10.1", Runs.No)]
    [InlineData("sm_101f", "11.0", Runs.Unknown)]
    [InlineData("sm_101", "11.0", Runs.Unknown)]
    [InlineData("sm_110f", "11.0", Runs.Yes)]
    [InlineData("sm_100f", "12.0", Runs.No)]
    [InlineData("sm_120f", "12.1", Runs.Yes)]
    [InlineData("compute_120f", "12.1", Runs.Yes)]
    [InlineData("compute_100f", "12.0", Runs.No)]
    // PTX goes forward without end, and never back.
    [InlineData("compute_50", "12.0", Runs.Yes)]
    [InlineData("compute_90", "12.0", Runs.Yes)]
    [InlineData("compute_90", "8.9", Runs.No)]
    public void Code_fits_a_GPU_by_NVIDIA_s_rules(string code, string device, Runs runs)
    {
        Assert.True(FatbinArchitecture.TryParse(code, out var architecture, out _));
        Assert.True(ComputeCapability.TryParse(device, out var capability));

        var verdict = GpuCompatibility.Judge(architecture, capability, new CudaVersion(12, 8), new CudaVersion(13, 0));

        Assert.Equal(runs, verdict.Runs);
        Assert.Contains(code, verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12.8", "12.8", Runs.Yes)]
    [InlineData("12.8", "13.0", Runs.Yes)]
    [InlineData("13.1", "13.0", Runs.No)]
    [InlineData("13.1", null, Runs.Unknown)]
    [InlineData(null, "13.0", Runs.Unknown)]
    public void PTX_needs_a_driver_as_new_as_the_language_it_is_written_in(string? toolkit, string? driver, Runs runs)
    {
        Assert.True(FatbinArchitecture.TryParse("compute_80", out var ptx, out _));

        Assert.Equal(
            runs,
            GpuCompatibility.Judge(ptx, new ComputeCapability(8, 9), Version(toolkit), Version(driver)).Runs
        );
        Assert.Equal(
            Runs.No,
            GpuCompatibility.Judge(ptx, new ComputeCapability(7, 5), Version(toolkit), Version(driver)).Runs
        );
    }

    [Theory]
    [InlineData("sm_90a", "sm_90a", "sm_90a")]
    [InlineData("compute_120f", "sm_120f", "compute_120f")]
    [InlineData("8.9", "sm_89", "sm_89")]
    [InlineData("9.0a", "sm_90a", "sm_90a")]
    [InlineData("86", "sm_86", "sm_86")]
    [InlineData("9.0+PTX", "sm_90", "compute_90")]
    [InlineData("SM_75", "sm_75", "sm_75")]
    public void Every_way_of_writing_an_architecture_is_read(string text, string name, string whole)
    {
        Assert.True(FatbinArchitecture.TryParse(text, out var read, out _));

        Assert.Equal(name, read.SmName);
        Assert.Equal(whole, read.ToString());
    }

    [Fact]
    public void A_number_that_no_GPU_has_is_not_judged()
    {
        var code = new FatbinArchitecture(FatbinKind.Cubin, int.MaxValue, FatbinFeatures.Specific, default);

        Assert.Equal(Runs.Unknown, GpuCompatibility.Judge(code, new ComputeCapability(12, 0)).Runs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sm_")]
    [InlineData("sm_9")]
    [InlineData("sm_1200")]
    [InlineData("8.10")]
    [InlineData("0.5")]
    [InlineData("sm_90b")]
    [InlineData("sm_9٠")]
    public void What_is_no_architecture_is_refused(string text)
    {
        Assert.False(FatbinArchitecture.TryParse(text, out _, out var error));
        Assert.NotEmpty(error.Message);
    }

    [Theory]
    [InlineData("12.8", 12, 8)]
    [InlineData("12.8.1", 12, 8)]
    [InlineData("13", 13, 0)]
    public void A_version_of_CUDA_is_read(string text, int major, int minor)
    {
        Assert.True(CudaVersion.TryParse(text, out var version));
        Assert.Equal(new CudaVersion(major, minor), version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12.")]
    [InlineData("0.1")]
    [InlineData("12.8.1.2")]
    [InlineData("580.95")]
    [InlineData("-1")]
    public void What_is_no_version_of_CUDA_is_refused(string text) => Assert.False(CudaVersion.TryParse(text, out _));

    [Fact]
    public void A_capability_reads_back_what_it_writes() =>
        Gen.Select(Gen.Int[1, 99], Gen.Int[0, 9])
            .Sample(
                (major, minor) =>
                {
                    var capability = new ComputeCapability(major, minor);
                    Assert.True(ComputeCapability.TryParse(capability.ToString(), out var dotted));
                    Assert.True(ComputeCapability.TryParse(capability.SmName, out var named));
                    Assert.True(ComputeCapability.TryFromSm((major * 10) + minor, out var number));
                    Assert.Equal((capability, capability, capability), (dotted, named, number));
                }
            );

    [Fact]
    public void Newer_devices_never_lose_portable_PTX() =>
        Gen.Select(Gen.Int[30, 130], Gen.Int[30, 130], Gen.Int[0, 40])
            .Sample(
                (code, device, later) =>
                {
                    var ptx = new FatbinArchitecture(FatbinKind.Ptx, code, FatbinFeatures.Baseline, default);
                    var cuda = new CudaVersion(13, 0);
                    if (GpuCompatibility.Judge(ptx, Capability(device), cuda, cuda).Runs == Runs.Yes)
                    {
                        Assert.Equal(
                            Runs.Yes,
                            GpuCompatibility.Judge(ptx, Capability(device + later), cuda, cuda).Runs
                        );
                    }
                }
            );

    private static ComputeCapability Capability(int number) => new(number / 10, number % 10);

    private static CudaVersion? Version(string? text) =>
        text is not null && CudaVersion.TryParse(text, out var version) ? version : null;
}
