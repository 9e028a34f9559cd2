using Xunit;

namespace Plumb.Core.Tests.Checks.Stacks;

public sealed class VariantChoiceTests
{
    private const string Toml = """
        [stack]
        name = "a"

        [[variant]]
        name = "blackwell"
        when = { gpu = "nvidia", cuda = "12.8", capability = ">=7.5,<13" }

        [[variant]]
        name = "older"
        when = { system = "linux", gpu = "nvidia", cuda = "11.8", capability = "<10" }

        [[variant]]
        name = "windows"
        when = { system = "windows", gpu = "any" }

        [[variant]]
        name = "cpu"
        """;

    [Theory]
    [InlineData("RTX 5080,driver=580.95", "blackwell", "sm_120, driver 580.95")]
    [InlineData("RTX 3080,driver=550.90", "blackwell", "sm_86")]
    [InlineData("RTX 3080,driver=470.82", "older", "RTX 3080")]
    [InlineData("GTX 1080,driver=550.90", "older", "sm_61")]
    [InlineData("RTX 3080,driver=390.10", "cpu", "CUDA 11.8 needs 450.80.02 or newer")]
    [InlineData("RTX 5080,driver=470.82", "cpu", "CUDA 12.8 needs 525.60.13 or newer")]
    [InlineData("sm_120", "blackwell", "sm_120, if its driver runs CUDA 12.8")]
    public void The_first_variant_whose_conditions_hold_is_taken(string card, string expected, string why)
    {
        using var environment = new SmallEnvironment();
        var choice = environment.Against(Toml, cards: [card]).Stack!.Choice;
        Assert.Equal(expected, choice.Chosen?.Name);
        Assert.Contains(why, choice.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_card_the_one_without_conditions_is_taken_and_it_is_said_why()
    {
        using var environment = new SmallEnvironment();
        var choice = environment.Against(Toml).Stack!.Choice;
        Assert.Equal("cpu", choice.Chosen?.Name);
        Assert.Contains("there is no NVIDIA GPU", choice.Why, StringComparison.Ordinal);
        Assert.Contains("it is for Windows, and this is Linux", choice.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_two_unequal_cards_that_fits_is_enough()
    {
        using var environment = new SmallEnvironment();
        var choice = environment.Against(Toml, cards: ["GTX 1080,driver=580.95", "RTX 4090"]).Stack!.Choice;
        Assert.Equal("blackwell", choice.Chosen?.Name);
        Assert.Contains("sm_89", choice.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variant_that_is_asked_for_and_does_not_fit_is_an_error()
    {
        using var environment = new SmallEnvironment();
        var result = environment.Against(Toml, variant: "blackwell", cards: ["GTX 1080,driver=580.95"]);
        Assert.Equal("blackwell", result.Stack!.Choice.Chosen?.Name);
        var finding = Assert.Single(result.Findings, f => f.Rule.Code == "PLB3001");
        Assert.Contains("compute capability 6.1", finding.Title, StringComparison.Ordinal);
        Assert.Contains("older", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_variant_that_fits_is_an_error()
    {
        using var environment = new SmallEnvironment();
        var result = environment.Against(
            "[stack]\nname = 'a'\n[[variant]]\nname = 'mac'\nwhen = { system = 'macos' }\n"
        );
        Assert.Null(result.Stack!.Choice.Chosen);
        Assert.Contains(
            result.Findings,
            f => f.Rule.Code == "PLB3001" && f.Title.Contains("macOS", StringComparison.Ordinal)
        );
    }
}
