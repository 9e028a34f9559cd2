using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Checks.Cuda;
using Plumb.Core.Tests.Corpus;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Machine.Gpus;
using Xunit;

namespace Plumb.Core.Tests.Checks.Cuda;

public sealed class CudaChecksTests(SkeletonStore skeletons)
{
    private static readonly RuleSelection _rules = new(["PLB23", "PLB24"], []);

    private static readonly ImmutableArray<(string Id, string Pair)> _apart =
    [
        ("s1-guide", "torch 2.1.2+cu121 and onnxruntime-gpu 1.16.3"),
        ("s4-guide", "torch 2.1.0+cu121 and onnxruntime-gpu 1.16.0"),
        ("s5-cudnn8", "torch 2.6.0+cu124 and ctranslate2 4.4.0"),
    ];

    [Fact]
    public void Packages_for_different_major_versions_are_named_together() =>
        Assert.All(
            _apart.Where(a => SkeletonLibrary.IsWhole(a.Id)),
            apart =>
            {
                var finding = Assert.Single(Run(Observe(apart.Id), null), f => f.Rule == CudaRules.Mismatch);

                Assert.StartsWith(apart.Pair, finding.Title, StringComparison.Ordinal);
                Assert.Equal(Severity.Warning, finding.Severity);
            }
        );

    [Fact]
    public void Missing_libraries_matter_once_there_is_a_card()
    {
        if (!SkeletonLibrary.IsWhole("s1-both-ort"))
        {
            return;
        }

        var snapshot = Observe("s1-both-ort");

        Assert.Equal(
            Severity.Info,
            Assert.Single(Run(snapshot, null), f => f.Rule == CudaRules.LibrariesMissing).Severity
        );
        Assert.Equal(
            Severity.Warning,
            Assert.Single(Run(snapshot, "sm_86,driver=550.54"), f => f.Rule == CudaRules.LibrariesMissing).Severity
        );
    }

    [Fact]
    public void Without_a_card_nothing_is_said_of_cards()
    {
        var cards = new[] { CudaRules.NoImage, CudaRules.DriverTooOld, CudaRules.CpuBuild };

        Assert.DoesNotContain(Run(Observe("s1-both-ort"), null), f => cards.Contains(f.Rule));
    }

    [Fact]
    public void Code_that_a_card_cannot_run_is_an_error_unless_another_card_can()
    {
        if (!SkeletonLibrary.IsWhole("s1-guide"))
        {
            return;
        }

        var snapshot = Observe("s1-guide");
        var alone = Run(snapshot, "RTX 5080,driver=576.02").Single(f => f.Rule == CudaRules.NoImage);
        var beside = Run(snapshot, "RTX 5080,driver=576.02", "RTX 3060").Single(f => f.Rule == CudaRules.NoImage);

        Assert.Equal((Severity.Error, Severity.Warning), (alone.Severity, beside.Severity));
        Assert.Equal("torch 2.7 built for CUDA 12.8 (cu128) holds code for it.", alone.Message);
        Assert.Contains(alone.Evidence, e => e.Text.Contains("sm_50 … sm_90", StringComparison.Ordinal));
    }

    [Fact]
    public void A_driver_of_an_older_major_version_is_an_error()
    {
        if (SkeletonLibrary.Kinds.ContainsKey("s5-torch280"))
        {
            var finding = Run(Observe("s5-torch280"), "RTX 4090,driver=470.82")
                .First(f => f.Rule == CudaRules.DriverTooOld);
            Assert.Contains("it needs driver 525.60.13 or newer", finding.Title, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2.8.0", "import torch", null, false)]
    [InlineData("2.8.0+cpu", "__version__ = '2.8.0+cpu'\ncuda = None\nhip = None\n", "RTX 4090,driver=576.02", true)]
    [InlineData("2.8.0+cpu", "__version__ = '2.8.0+cpu'\ncuda = None\nhip = None\n", null, false)]
    [InlineData("2.8.0", "__version__ = '2.8.0+rocm6.4'\ncuda = None\nhip = '6.4'\n", "RTX 4090,driver=576.02", false)]
    public void A_build_for_the_cpu_is_named_on_a_machine_with_a_card(
        string version,
        string text,
        string? card,
        bool fires
    )
    {
        using var environment = new SmallEnvironment();
        environment.File(environment.Site + "/torch/version.py", text);
        environment.Install("torch", version, ["torch/__init__.py", "torch/version.py"]);

        var findings = Run(
            environment.Observe(observation: Observation.Files | Observation.Devices),
            card is null ? [] : [card]
        );

        Assert.Equal(fires, findings.Any(f => f.Rule == CudaRules.CpuBuild && f.Severity == Severity.Warning));
    }

    [Theory]
    [InlineData("2.1.2", "torchvision", "0.17.0", "", true)]
    [InlineData("2.1.2", "torchvision", "0.16.2", "", false)]
    [InlineData("2.1.2", "torchaudio", "2.2.0", "", true)]
    [InlineData("2.1.2", "torchaudio", "2.1.0", "", false)]
    [InlineData("2.1.2", "torchvision", "0.17.0", "Requires-Dist: torch==2.2.0\n", false)]
    [InlineData("9.9.0", "torchvision", "0.17.0", "", false)]
    public void A_sister_package_for_another_torch_is_named_unless_its_own_metadata_pins_torch(
        string torch,
        string name,
        string version,
        string metadata,
        bool fires
    )
    {
        using var environment = new SmallEnvironment();
        environment.Install("torch", torch, ["torch/__init__.py"]);
        environment.Install(name, version, [name + "/__init__.py"], metadata: metadata);

        var findings = Run(environment.Observe(observation: Observation.Files | Observation.Devices));

        Assert.Equal(fires, findings.Any(f => f.Rule == CudaRules.TorchFamily));
    }

    [Theory]
    [InlineData("2.7.1+cu128", "0.22.1+cpu", true)]
    [InlineData("2.7.1+cu128", "0.22.1+cu118", true)]
    [InlineData("2.7.1+cpu", "0.22.1+cu128", true)]
    [InlineData("2.7.1+cu128", "0.22.1+cu128", false)]
    [InlineData("2.7.1+cu128", "0.22.1", false)]
    [InlineData("2.7.1", "0.22.1+cu128", false)]
    [InlineData("2.7.1+debian", "0.22.1+cpu", false)]
    public void Builds_with_different_tags_are_named(string torch, string torchvision, bool fires)
    {
        using var environment = new SmallEnvironment();
        environment.Install("torch", torch, ["torch/__init__.py"]);
        environment.Install("torchvision", torchvision, ["torchvision/__init__.py"]);

        var findings = Run(environment.Observe(observation: Observation.Files | Observation.Devices));

        Assert.Equal(fires, findings.Any(f => f.Rule == CudaRules.TorchBuilds));
    }

    private EnvironmentSnapshot Observe(string id) =>
        SkeletonSnapshots.Observe(skeletons.Shared(id), Observation.Files | Observation.Native | Observation.Devices);

    private static ImmutableArray<Finding> Run(EnvironmentSnapshot snapshot, params ReadOnlySpan<string?> cards)
    {
        var specifications = ImmutableArray.CreateBuilder<GpuSpecification>();
        foreach (var text in cards)
        {
            if (text is not null)
            {
                Assert.True(GpuSpecification.TryParse(text, out var card, out _));
                specifications.Add(card);
            }
        }

        var gpus = GpuOverrides.Apply(GpuInventory.Empty, specifications.DrainToImmutable());
        var context = new CheckContext(
            snapshot with
            {
                Gpus = gpus,
                Observed = snapshot.Observed | Observation.Native,
            }
        );
        return [.. CheckRunner.Run(context, _rules).Select(j => j.Finding)];
    }
}
