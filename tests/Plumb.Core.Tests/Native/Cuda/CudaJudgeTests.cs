using System.Collections.Immutable;
using Plumb.Formats.Fatbins;
using Plumb.Machine.Gpus;
using Plumb.Native.Cuda;
using Xunit;

namespace Plumb.Core.Tests.Native.Cuda;

public sealed class CudaJudgeTests
{
    [Theory]
    [InlineData("sm_50 sm_86 sm_90", "sm_89", Runs.Yes, "sm_86 runs on sm_89")]
    [InlineData("sm_50 sm_86 sm_90", "sm_120", Runs.No, "holds sm_50, sm_86, sm_90, no PTX that sm_120 can compile")]
    [InlineData("sm_90a", "sm_120", Runs.Unknown, "holds no code for GPUs itself")]
    [InlineData("sm_100f", "sm_103", Runs.Yes, "family")]
    [InlineData("sm_75 compute_75", "sm_61", Runs.No, "no PTX that sm_61 can compile")]
    [InlineData("sm_75 sm_80", "sm_86,driver=550.54", Runs.Yes, "sm_80 runs on sm_86")]
    public void Code_decides_where_nothing_else_stands_in_the_way(string code, string card, Runs runs, string reason)
    {
        var verdict = Judge(Consumer() with { Libraries = [Library((code, 10))] }, card);

        Assert.Equal(runs, verdict.Runs);
        Assert.Contains(reason, verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, 1, Runs.Yes)]
    [InlineData(1, 9, Runs.No)]
    public void A_mixed_library_tells_how_many_groups_lack_an_image(int with, int without, Runs runs)
    {
        var verdict = Judge(Consumer() with { Libraries = [Library(("sm_86", with), ("sm_75", without))] }, "sm_89");

        Assert.Equal(runs, verdict.Runs);
        Assert.Contains($"{without} of 10 groups of kernels have no image", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_for_particular_cards_alone_do_not_count_elsewhere()
    {
        var verdict = Judge(Consumer() with { Libraries = [Library(("sm_86", 1), ("sm_90a", 90))] }, "sm_89");

        Assert.Equal(Runs.Yes, verdict.Runs);
        Assert.DoesNotContain("groups", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_driver_of_an_older_major_version_serves_none_of_it()
    {
        var verdict = Judge(Consumer("13.0") with { Libraries = [Library(("sm_86", 1))] }, "sm_89,driver=550.54");

        Assert.Equal(Runs.No, verdict.Runs);
        Assert.Equal([CudaObstacle.Driver], verdict.Obstacles);
        Assert.Equal(
            "is built for CUDA 13.0, and driver 550.54 serves CUDA up to 12.4; it needs driver 580.00 or newer",
            verdict.Reason
        );
    }

    [Fact]
    public void A_driver_of_the_same_major_version_serves_newer_minor_ones()
    {
        var verdict = Judge(Consumer("12.8") with { Libraries = [Library(("sm_86", 1))] }, "sm_89,driver=525.60.13");

        Assert.Equal(Runs.Yes, verdict.Runs);
    }

    [Theory]
    [InlineData("sm_89,driver=576.02", Runs.Yes)]
    [InlineData("sm_89,cuda=12.4", Runs.No)]
    [InlineData("sm_89", Runs.Unknown)]
    public void Ptx_needs_a_driver_as_new_as_what_wrote_it(string card, Runs runs)
    {
        var ptx = new FatbinArchitecture(FatbinKind.Ptx, 80, FatbinFeatures.Baseline, new PtxVersion(8, 7));
        var verdict = Judge(Consumer("12.8") with { Libraries = [Library(([ptx], 1))] }, card);

        Assert.Equal(runs, verdict.Runs);
        Assert.Equal(runs == Runs.No ? [CudaObstacle.Driver] : [], verdict.Obstacles.AsEnumerable());
    }

    [Fact]
    public void A_build_for_the_cpu_runs_on_no_card()
    {
        var verdict = Judge(Consumer() with { IsCpuOnly = true }, "RTX 4090");

        Assert.Equal(Runs.No, verdict.Runs);
        Assert.Equal("is a build for the CPU only", verdict.Reason);
    }

    [Fact]
    public void Missing_libraries_are_named_beside_what_is_there()
    {
        var consumer = Consumer("11.8") with
        {
            Cudnn = 8,
            Libraries = [Library(("sm_86", 1))],
            Missing = ["libcublas.so.11", "libcudnn.so.8", "libcufft.so.10"],
        };

        Assert.Equal(
            "wants CUDA 11.8 and cuDNN 8; here: CUDA 12.8, cuDNN 9.10 (libcublas.so.11, libcudnn.so.8 and 1 more not found)",
            Judge(consumer, "sm_89").Reason
        );
        Assert.Equal(Runs.No, Judge(consumer, "sm_89").Runs);
        Assert.Equal(Runs.Unknown, Judge(consumer with { IsMissingCertain = false }, "sm_89").Runs);
    }

    [Fact]
    public void A_card_without_a_driver_is_used_by_nothing()
    {
        var device = Inventory("sm_89").Devices[0] with { HasDriver = false };
        var verdict = new CudaJudge(null, false, "", GpuKnowledge.Embedded).Judge(
            Consumer() with
            {
                Libraries = [Library(("sm_86", 1))],
            },
            device
        );

        Assert.Equal([CudaObstacle.Device], verdict.Obstacles);
    }

    [Fact]
    public void An_extension_of_torch_can_do_no_more_than_torch()
    {
        var torch = Judge(Consumer() with { Libraries = [Library(("sm_80", 1))] }, "sm_89,driver=576.02");
        var refused = Judge(Consumer() with { Libraries = [Library(("sm_80", 1))] }, "sm_120,driver=576.02");
        var extension = new CudaConsumer("torchvision", "0.16.2")
        {
            ExtendsTorch = true,
            Libraries = [Library(("sm_89", 1), ("sm_120", 1))],
        };

        Assert.Equal(Runs.Yes, CudaJudge.Through(Judge(extension, "sm_89,driver=576.02"), torch).Runs);
        var through = CudaJudge.Through(Judge(extension, "sm_120,driver=576.02"), refused);
        Assert.Equal(Runs.No, through.Runs);
        Assert.Equal("computes through torch 2.1.2, which cannot use this card", through.Reason);
    }

    private static CudaConsumer Consumer(string cuda = "12.1") =>
        new("torch", "2.1.2") { Cuda = CudaBuild.Parse(cuda) };

    private static CudaLibrary Library(params (string Code, int Containers)[] groups) =>
        Library([.. groups.Select(g => (g.Code.Split(' ').Select(Parse).ToImmutableArray(), g.Containers))]);

    private static CudaLibrary Library(params (ImmutableArray<FatbinArchitecture> Code, int Containers)[] groups) =>
        new(
            "/lib/x.so",
            [],
            [],
            [
                new FatbinListing(
                    ".nv_fatbin",
                    [.. groups.Select(g => new FatbinGroup(g.Code, g.Containers))],
                    groups.SelectMany(g => g.Code).Distinct().ToImmutableSortedDictionary(c => c, _ => 1),
                    0,
                    []
                ),
            ]
        );

    private static FatbinArchitecture Parse(string text) =>
        FatbinArchitecture.TryParse(text, out var architecture, out _)
            ? architecture
            : throw new ArgumentException(text, nameof(text));

    private static GpuInventory Inventory(string card) =>
        GpuSpecification.TryParse(card, out var specification, out _)
            ? GpuOverrides.Apply(GpuInventory.Empty, [specification])
            : throw new ArgumentException(card, nameof(card));

    private static CudaVerdict Judge(CudaConsumer consumer, string card)
    {
        var gpus = Inventory(card);
        return new CudaJudge(gpus.Driver, false, "CUDA 12.8, cuDNN 9.10", GpuKnowledge.Embedded).Judge(
            consumer,
            gpus.Devices[0]
        );
    }
}
