using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Checks;
using Plumb.Checks.Cuda;
using Plumb.Core.Tests.Corpus;
using Plumb.Environments;
using Plumb.Formats.Fatbins;
using Plumb.Machine.Gpus;
using Xunit;

namespace Plumb.Core.Tests.Checks.Cuda;

/// <summary>Recorded environments judged for cards; the oracle for builds is what torch said of itself when it was run.</summary>
public sealed class GpuAssessmentCorpusTests(SkeletonStore skeletons)
{
    public static TheoryData<string> Recorded =>
        [.. SkeletonLibrary.Environments.Where(id => SkeletonLibrary.Kinds[id] is "clean" or "broken")];

    private static readonly ImmutableArray<(
        string Id,
        string Card,
        string Consumer,
        Runs Runs,
        string Reason
    )> _cards =
    [
        ("s1-guide", "RTX 5080,driver=576.02", "torch", Runs.No, "holds sm_50 … sm_90, no PTX that sm_120"),
        (
            "s1-guide",
            "RTX 5080,driver=576.02",
            "onnxruntime-gpu",
            Runs.No,
            "wants CUDA 11.8 and cuDNN 8; here: CUDA 12.1, cuDNN 8.9"
        ),
        ("s1-guide", "RTX 5080,driver=576.02", "torchvision", Runs.No, "computes through torch 2.1.2+cu121"),
        ("s1-guide", "sm_89,driver=550.54", "torch", Runs.Yes, "sm_86 runs on sm_89"),
        ("s1-guide", "GTX 1080,driver=550.54", "torch", Runs.Yes, "sm_60 runs on sm_61"),
        ("s1-guide", "RTX 4090,driver=470.82", "torch", Runs.No, "is built for CUDA 12.1, and driver 470.82"),
        ("s4-guide", "RTX 5080,driver=576.02", "torch", Runs.No, "no PTX that sm_120 can compile"),
        ("s4-guide", "RTX 3060,driver=550.54", "onnxruntime-gpu", Runs.No, "wants CUDA 11.8 and cuDNN 8"),
        ("s5-torch280", "RTX 5080,driver=576.02", "torch", Runs.Yes, "sm_120 is made for this GPU"),
        ("s5-torch280", "RTX 4090,driver=550.54", "torch", Runs.Yes, "sm_86 runs on sm_89"),
        ("s5-torch280", "GTX 1080,driver=576.02", "torch", Runs.No, "no PTX that sm_61 can compile"),
        ("s5-torch280", "RTX 5080,driver=550.54", "torch", Runs.No, "does not know GeForce RTX 5080 yet"),
        (
            "s5-cudnn8",
            "RTX 4090,driver=550.54",
            "torch",
            Runs.No,
            "wants CUDA 12.4 and cuDNN 9; here: CUDA 12.4, cuDNN 8.9"
        ),
        ("s5-cudnn8", "RTX 4090,driver=550.54", "ctranslate2", Runs.Yes, "CUDA 12.2, cuDNN 8"),
        ("s5-hidden-requests", "RTX 4090,driver=550.54", "ctranslate2", Runs.No, "wants CUDA 12.2 and cuDNN 9"),
        ("s3-xformers", "RTX 4090,driver=550.54", "xformers", Runs.No, "is built for torch==2.5.1"),
        ("s1-both-ort", "sm_86,driver=550.54", "onnxruntime-gpu", Runs.No, "wants CUDA 11.8 and cuDNN 8"),
        ("f-win-cp311-torch", "RTX 4090,driver=576.02", "torch", Runs.No, "is a build for the CPU only"),
    ];

    [Fact]
    public void A_consumer_is_judged_for_a_card_by_its_code_its_driver_and_its_libraries() =>
        Assert.All(
            _cards.Where(c => SkeletonLibrary.IsWhole(c.Id)),
            c =>
            {
                var verdict = Assert.Single(Assess(c.Id, c.Card).Verdicts, v => v.Consumer.Distribution == c.Consumer);

                Assert.Equal(
                    (c.Runs, true),
                    (verdict.Runs, verdict.Reason.Contains(c.Reason, StringComparison.Ordinal))
                );
            }
        );

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Torch_is_built_for_what_it_says_of_itself_when_it_is_run(string id)
    {
        using var truth = skeletons.Shared(id).ReadTruth();
        var consumers = Assess(id).Consumers;
        var torch = consumers.FirstOrDefault(c => c.Distribution == "torch");
        if (TorchTruth(truth) is not { } said)
        {
            Assert.True(torch is null || !torch.Missing.IsEmpty);
            return;
        }

        Assert.NotNull(torch);
        Assert.Equal(said.GetProperty("cuda").GetString(), torch.Cuda?.ToString());
        var cudnn = said.GetProperty("cudnn").GetInt32();
        Assert.Equal(cudnn >= 90000 ? cudnn / 10000 : cudnn / 1000, torch.Cudnn);
        var code = torch
            .Architectures.Where(a => a.Features == FatbinFeatures.Baseline)
            .Select(a => a.SmName)
            .ToHashSet(StringComparer.Ordinal);
        Assert.Superset(said.GetProperty("arch").GetString()!.Split(' ').ToHashSet(StringComparer.Ordinal), code);
        Assert.Empty(torch.Missing);
    }

    [Fact]
    public void Two_cards_are_judged_each_and_the_one_that_works_is_chosen()
    {
        if (!SkeletonLibrary.Kinds.ContainsKey("s1-guide"))
        {
            return;
        }

        var assessment = Assess("s1-guide", "RTX 5080,driver=576.02", "RTX 3060");

        Assert.True(assessment.HasRefusal);
        Assert.Equal(("CUDA", 1), (assessment.Choice.Device, assessment.Choice.Index));
        var refused = assessment.Verdicts.First(v => v is { Device: 0, Consumer.Distribution: "torch" });
        Assert.Equal(("2.7", "cu128"), (refused.Instead?.Torch, refused.Instead?.Tag));
    }

    private static JsonElement? TorchTruth(JsonDocument? truth) =>
        truth is not null && truth.RootElement.TryGetProperty("native_versions", out var probes)
            ? probes
                .EnumerateArray()
                .Where(p =>
                    p.GetProperty("code").GetString()!.StartsWith("import torch\n", StringComparison.Ordinal)
                    && p.GetProperty("outcome").GetString() == "ok"
                )
                .Select(p => (JsonElement?)p.GetProperty("value"))
                .FirstOrDefault()
            : null;

    private GpuAssessment Assess(string id, params string[] cards)
    {
        var tree = skeletons.Shared(id);
        var snapshot = SkeletonSnapshots.Observe(tree, Observation.Files | Observation.Devices);
        var specifications = cards.Select(c =>
            GpuSpecification.TryParse(c, out var card, out _) ? card : throw new ArgumentException(c, nameof(cards))
        );
        var gpus = GpuOverrides.Apply(GpuInventory.Empty, [.. specifications]);
        return GpuAssessment.Of(snapshot, FileOwnership.Of(snapshot), gpus);
    }
}
