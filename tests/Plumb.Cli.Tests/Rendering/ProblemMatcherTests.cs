using System.Text.Json;
using System.Text.RegularExpressions;
using Plumb.Cli.Rendering;
using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class ProblemMatcherTests
{
    [Fact]
    public void The_matcher_finds_each_block_of_the_text_answer()
    {
        var path = Path.Combine(CorpusFile.RepositoryRoot, "docs", "problem-matcher.json");
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        var pattern = json.RootElement.GetProperty("problemMatcher")[0].GetProperty("pattern")[0];
        var regex = new Regex(
            pattern.GetProperty("regexp").GetString()!,
            RegexOptions.ECMAScript,
            TimeSpan.FromSeconds(10)
        );
        var found = Rendered
            .As(ReportFormat.Text, Samples.Many(3), Rendered.Settings with { Width = 120, Verbose = true })
            .Split('\n')
            .Select(line => regex.Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups[3].Value)
            .ToList();
        Assert.Equal(
            CauseGroup.Of(Samples.Many(3).Findings).Select(g => g.Head.Rule.Code).Where(c => c != "PLB1801"),
            found
        );
    }
}
