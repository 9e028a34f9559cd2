using System.Text.Json;
using Plumb.Checks;
using Plumb.Cli.Tests.Rendering;
using Xunit;

namespace Plumb.Cli.Tests.Commands;

public sealed class ExplainCommandTests
{
    [Fact]
    public void Every_rule_is_explained_by_its_code_and_by_its_name()
    {
        foreach (var rule in CheckCatalog.Rules)
        {
            using var byCode = new TestWorld();
            Assert.Equal(0, byCode.Run("explain", rule.Code.ToLowerInvariant()));
            Assert.StartsWith($"{rule.Code} {rule.Name}\n", byCode.Output, StringComparison.Ordinal);
            using var byName = new TestWorld();
            Assert.Equal(0, byName.Run("explain", rule.Name));
            Assert.Equal(byCode.Output, byName.Output);
        }
    }

    [Fact]
    public void Without_a_code_all_are_listed()
    {
        using var text = new TestWorld();
        Assert.Equal(0, text.Run("explain"));
        Assert.Equal(CheckCatalog.Rules.Length, text.Output.Split('\n').Length - 1);
        using var json = new TestWorld();
        Assert.Equal(0, json.Run("explain", "--json"));
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, json.Output);
        Assert.Contains("\"PLB2001\"", json.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_four_digits_of_a_code_are_enough()
    {
        using var world = new TestWorld();
        Assert.Equal(0, world.Run("explain", "1205"));
        Assert.StartsWith("PLB1205 ", world.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_code_is_answered_with_the_nearest_one_and_code_2()
    {
        using var world = new TestWorld();
        Assert.Equal(2, world.Run("explain", "PLB10001"));
        Assert.Contains("There is no code PLB10001. Did you mean PLB1001?", world.Error, StringComparison.Ordinal);
        Assert.Empty(world.Output);
    }

    [Theory]
    [InlineData("PLB15", "PLB1501 shadowed-by-application, PLB1502 ")]
    [InlineData("plb12", "PLB1201 ")]
    public void The_beginning_of_a_family_is_answered_with_its_codes(string family, string codes)
    {
        using var world = new TestWorld();
        Assert.Equal(2, world.Run("explain", family));
        Assert.Contains(
            $"{family.ToUpperInvariant()} is not a code but the beginning of these: {codes}",
            world.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_beginning_of_no_family_is_an_unknown_code()
    {
        using var world = new TestWorld();
        Assert.Equal(2, world.Run("explain", "PLB99"));
        Assert.Contains("There is no code PLB99.", world.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PLB1001", 0)]
    [InlineData("nonsense", 2)]
    public void Its_json_is_valid_against_the_schema(string code, int expected)
    {
        using var world = new TestWorld();
        Assert.Equal(expected, world.Run("explain", code, "--json"));
        JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, world.Output);
        using var json = JsonDocument.Parse(world.Output);
        Assert.Equal(expected == 0, json.RootElement.GetProperty("ok").GetBoolean());
    }

    [Fact]
    public void Markdown_is_the_page_itself()
    {
        using var world = new TestWorld();
        Assert.Equal(0, world.Run("explain", "PLB1001", "--format", "markdown"));
        Assert.StartsWith("# PLB1001 missing-requirement\n", world.Output, StringComparison.Ordinal);
    }
}
