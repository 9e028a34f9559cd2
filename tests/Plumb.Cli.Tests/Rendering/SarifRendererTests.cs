using System.Text.Json;
using Plumb.Cli.Rendering;
using Plumb.Text;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class SarifRendererTests
{
    [Fact]
    public void Every_sample_is_valid_against_the_standard_and_a_clean_one_too()
    {
        foreach (
            var report in new[]
            {
                Samples.Clean,
                Samples.Broken,
                Samples.Many(30),
                Samples.Hostile,
                Rendered.Unfinished,
            }
        )
        {
            JsonSchemaFile.AssertValid(JsonSchemaFile.Sarif, Rendered.As(ReportFormat.Sarif, report));
        }
    }

    [Fact]
    public void The_schema_is_really_applied() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
            JsonSchemaFile.AssertValid(
                JsonSchemaFile.Sarif,
                Rendered
                    .As(ReportFormat.Sarif, Samples.Broken)
                    .Replace("\"level\": \"error\"", "\"level\": \"fatal\"", StringComparison.Ordinal)
            )
        );

    [Theory]
    [InlineData("/srv/app/requirements.txt", "requirements.txt", "SRCROOT")]
    [InlineData("/srv/app/venv/pyvenv.cfg", "venv/pyvenv.cfg", "SRCROOT")]
    [InlineData("/usr/lib/a b%é", "usr/lib/a%20b%25%C3%A9", "ROOT")]
    public void Places_are_relative_and_escaped(string file, string uri, string from)
    {
        var report = Samples.Broken with
        {
            Findings = [Samples.Broken.Findings[0] with { Location = new Location(file, 3) }],
        };
        using var json = JsonDocument.Parse(Rendered.As(ReportFormat.Sarif, report));
        var place = json
            .RootElement.GetProperty("runs")[0]
            .GetProperty("results")[0]
            .GetProperty("locations")[0]
            .GetProperty("physicalLocation");
        Assert.Equal(uri, place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(from, place.GetProperty("artifactLocation").GetProperty("uriBaseId").GetString());
        Assert.Equal(3, place.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [Fact]
    public void Each_result_points_at_its_rule()
    {
        using var json = JsonDocument.Parse(Rendered.As(ReportFormat.Sarif, Samples.Many(10)));
        var run = json.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            var rule = rules[result.GetProperty("ruleIndex").GetInt32()];
            Assert.Equal(rule.GetProperty("id").GetString(), result.GetProperty("ruleId").GetString());
        }
    }
}
