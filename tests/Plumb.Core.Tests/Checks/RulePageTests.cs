using Plumb.Checks;
using Plumb.Core.Tests.Corpus;
using Plumb.Findings;
using Xunit;

namespace Plumb.Core.Tests.Checks;

public sealed class RulePageTests
{
    private static readonly string _folder = Path.Combine(CorpusFile.RepositoryRoot, "docs", "rules");

    public static TheoryData<string> Rules => [.. CheckCatalog.Rules.Select(r => r.Code)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_has_a_page_that_says_what_to_do(string code)
    {
        var rule = CheckCatalog.Rules.Single(r => r.Code == code);
        var lines = File.ReadAllLines(Path.Combine(_folder, code + ".md"));

        Assert.Equal($"# {rule.Code} {rule.Name}", lines[0]);
        Assert.Contains(lines, l => l.StartsWith("## What to do", StringComparison.OrdinalIgnoreCase));
        Assert.InRange(lines.Length, 12, 45);
    }

    [Fact]
    public void Every_page_has_a_rule()
    {
        var codes = CheckCatalog.Rules.Select(r => r.Code).ToHashSet(StringComparer.Ordinal);

        Assert.All(
            Directory.GetFiles(_folder, "PLB*.md"),
            page => Assert.Contains(Path.GetFileNameWithoutExtension(page), codes)
        );
    }

    [Fact]
    public void Codes_and_names_are_unique_and_of_one_form()
    {
        Assert.All(CheckCatalog.Rules, r => Assert.Matches("^PLB[0-9]{4}$", r.Code));
        Assert.All(CheckCatalog.Rules, r => Assert.Matches("^[a-z]+(-[a-z]+)*$", r.Name));
        Assert.Equal(
            CheckCatalog.Rules.Length,
            CheckCatalog.Rules.Select(r => r.Name).Distinct(StringComparer.Ordinal).Count()
        );
        Assert.All(CheckCatalog.Rules, r => Assert.EndsWith(".", r.Summary, StringComparison.Ordinal));
        Assert.All(CheckCatalog.Rules, r => Assert.True(Enum.IsDefined<Severity>(r.Severity)));
    }
}
