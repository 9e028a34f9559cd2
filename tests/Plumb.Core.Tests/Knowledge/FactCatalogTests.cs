using Plumb.Knowledge;
using Xunit;

namespace Plumb.Core.Tests.Knowledge;

public sealed class FactCatalogTests
{
    [Fact]
    public void Every_shipped_file_is_read_and_each_fact_has_a_name_a_source_and_a_place()
    {
        Assert.All(
            FactCatalog.Facts,
            fact =>
            {
                Assert.NotEmpty(fact.Name);
                Assert.NotEmpty(fact.Source.Text);
                Assert.True(fact.Place.Line > 0, fact.Topic);
            }
        );
        Assert.Equal(
            EmbeddedKnowledge.Names.Select(n => n[..^".toml".Length]).Where(n => n != "failures/success"),
            FactCatalog.Facts.Select(f => f.Topic).Distinct(StringComparer.Ordinal).Where(n => n != "failures/success")
        );
    }

    [Fact]
    public void A_source_that_tells_of_no_reader_is_not_shipped() =>
        Assert.DoesNotContain(
            FactCatalog.Facts,
            f =>
                f.Source.Text.Contains("a public file", StringComparison.OrdinalIgnoreCase)
                || f.Source.Text.Contains("public copies", StringComparison.OrdinalIgnoreCase)
        );

    [Fact]
    public void Every_word_has_to_occur_in_capitals_or_not()
    {
        var fact = Assert.Single(
            FactCatalog.Find(["rtx 5080", "NVIDIA-GPUS", "blackwell", "12.0"]),
            f => f.Kind == "capability"
        );
        Assert.Equal("12.0", fact.Name);
        Assert.Empty(FactCatalog.Find(["rtx 5080", "turing"]));
    }

    [Fact]
    public void A_row_takes_what_it_lacks_from_the_top_of_its_file()
    {
        const string Toml = """
            date = "2026-01-02"
            source = "https://example.org/a"
            [[card]]
            name = "One"
            parts = ["a", "b"]
            grade = "measured"
            [card.inner]
            memory = 4
            """;
        Assert.True(FactReader.TryRead("cards.toml", Toml, out var facts, out _));
        var fact = Assert.Single(facts);
        Assert.Equal("One", fact.Name);
        Assert.Equal([new FactValue("parts", "a, b"), new FactValue("inner.memory", "4")], fact.Values);
        Assert.Equal(new FactSource("https://example.org/a", Grade.Measured, "2026-01-02"), fact.Source);
        Assert.Equal(4, fact.Place.Line);
    }

    [Theory]
    [InlineData("[[card]]\nname = \"One\"\ngrade = \"measured\"\ndate = \"2026-01-02\"")]
    [InlineData("[[card]]\nname = \"One\"\nsource = \"x\"\ngrade = \"sure\"\ndate = \"2026-01-02\"")]
    [InlineData("[[card]]\nname = \"One\"\nsource = \"x\"\ngrade = \"measured\"\ndate = \"2026-13-02\"")]
    [InlineData("[cards]\nOne = 1")]
    public void A_fact_without_source_grade_or_date_is_refused_with_its_table(string toml)
    {
        Assert.False(FactReader.TryRead("cards.toml", toml, out _, out var error));
        Assert.Contains("card", error.Message, StringComparison.Ordinal);
    }
}
