using Xunit;

namespace Plumb.Core.Tests.Checks.Stacks;

public sealed class VariantIndexTests
{
    private const string Indexed = """
        [stack]
        name = "a"

        [[variant]]
        name = "cuda"
        when = { gpu = "nvidia", cuda = "12.8" }
        index = [{ url = "https://example.org/whl/cu128", packages = ["torch"] }]

        [[variant]]
        name = "cpu"

        [[stage]]
        name = "torch"
        packages = ["torch>=2.7,<2.9", "imageio[ffmpeg]"]

        [[stage]]
        name = "attention"
        variants = { cuda = ["flash-attn>=2.5"] }
        imports = ["flash_attn"]
        build-isolation = false

        [[system]]
        command = "nvcc"
        variants = ["cuda"]
        """;

    [Fact]
    public void What_a_variant_has_from_an_index_of_its_own_is_installed_from_there()
    {
        using var environment = new SmallEnvironment();
        var finding = environment
            .Against(Indexed, cards: ["RTX 4090,driver=580.95"])
            .Findings.Single(f => f.Rule.Code == "PLB3003");
        var commands = string.Join('\n', Assert.Single(finding.Fixes).Commands);
        Assert.Contains("--extra-index-url https://example.org/whl/cu128", commands, StringComparison.Ordinal);
        Assert.Contains("\"imageio[ffmpeg]\"", commands, StringComparison.Ordinal);
        Assert.Contains("install --no-build-isolation \"flash-attn>=2.5\"", commands, StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_variant_needs_is_not_asked_for()
    {
        using var environment = new SmallEnvironment()
            .Install("torch", "2.8.0", ["torch/__init__.py"])
            .Install("imageio", "2.37", ["imageio/__init__.py"]);
        Assert.Empty(environment.Against(Indexed, variant: "cpu").Findings);
    }

    [Fact]
    public void A_build_for_the_processor_is_wrong_where_the_variant_has_builds_of_its_own()
    {
        using var environment = new SmallEnvironment().Install("torch", "2.8.0+cpu", ["torch/__init__.py"]);
        var finding = environment
            .Against(Indexed, cards: ["RTX 4090,driver=580.95"])
            .Findings.Single(f => f.Rule.Code == "PLB3004");
        var command = Assert.Single(Assert.Single(finding.Fixes).Commands);
        Assert.Contains("--force-reinstall --no-deps", command, StringComparison.Ordinal);
        Assert.Contains("/whl/cu128", command, StringComparison.Ordinal);
    }
}
