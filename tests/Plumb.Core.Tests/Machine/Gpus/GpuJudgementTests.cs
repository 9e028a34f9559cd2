using Plumb.Formats.Fatbins;
using Plumb.Machine.Gpus;
using Xunit;

namespace Plumb.Core.Tests.Machine.Gpus;

public sealed class GpuJudgementTests
{
    [Theory]
    // What torch 2.1.2+cu118 holds is of no use to an RTX 5080.
    [InlineData("sm_90", 0, 0, "RTX 5080", "576.02", Runs.No)]
    [InlineData("sm_120", 0, 0, "RTX 5080", "576.02", Runs.Yes)]
    [InlineData("compute_90", 8, 4, "RTX 5080", "576.02", Runs.Yes)]
    [InlineData("compute_90", 8, 8, "RTX 4090", "550.54", Runs.No)]
    [InlineData("compute_75", 9, 1, "RTX 4090", "580.95", Runs.No)]
    [InlineData("compute_75", 9, 9, "RTX 4090", "580.95", Runs.No)]
    [InlineData("compute_75", 9, 9, "RTX 4090", "999.1", Runs.Unknown)]
    [InlineData("compute_90", 9, 9, "RTX 4090", "580.95", Runs.No)]
    [InlineData("compute_90", 8, 4, "RTX 5080", null, Runs.Unknown)]
    [InlineData("sm_86", 0, 0, "RTX 4090", null, Runs.Yes)]
    [InlineData("sm_86", 0, 0, "gfx1100", null, Runs.Unknown)]
    public void Code_is_judged_for_a_card_and_its_driver(
        string code,
        int major,
        int minor,
        string card,
        string? driver,
        Runs runs
    )
    {
        Assert.True(FatbinArchitecture.TryParse(code, out var architecture, out _));
        architecture = architecture with { PtxVersion = new PtxVersion(major, minor) };
        var inventory = Machine(driver is null ? card : $"{card},driver={driver}");

        var verdict = GpuKnowledge.Embedded.Judge(architecture, inventory.Devices[0], inventory.Driver);

        Assert.Equal(runs, verdict.Runs);
        Assert.NotEmpty(verdict.Reason);
    }

    [Theory]
    [InlineData("GTX 1080", "590.48", "580")]
    [InlineData("GTX 1080", "580.95", null)]
    [InlineData("RTX 5080", "550.54", "570")]
    [InlineData("RTX 5080", "570.26", null)]
    [InlineData("Tesla K80", "535.54", "470")]
    [InlineData("RTX 4090", "999.1", null)]
    [InlineData("RTX 4090", null, null)]
    public void A_driver_that_is_too_old_or_too_new_for_a_card_is_said_to_be(
        string card,
        string? driver,
        string? branch
    )
    {
        var inventory = Machine(driver is null ? card : $"{card},driver={driver}");

        var sentence = GpuKnowledge.Embedded.Unserved(inventory.Devices[0], inventory.Driver);

        Assert.Equal(branch is null, sentence is null);
        Assert.Contains(branch ?? "", sentence ?? "", StringComparison.Ordinal);
    }

    private static GpuInventory Machine(string text) =>
        GpuSpecification.TryParse(text, out var specification, out var error)
            ? GpuOverrides.Apply(GpuInventory.Empty, [specification])
            : throw new InvalidOperationException(error.Message);
}
