using System.Text.Json;
using Plumb.Cli.Rendering;
using Plumb.Findings;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class JsonRendererTests
{
    [Fact]
    public void Every_sample_is_valid_against_the_checked_in_schema()
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
            JsonSchemaFile.AssertValid(JsonSchemaFile.Plumb, Rendered.As(ReportFormat.Json, report));
        }
    }

    [Fact]
    public void The_schema_refuses_what_the_contract_does_not_know()
    {
        var text = Rendered.As(ReportFormat.Json, Samples.Broken);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
            JsonSchemaFile.AssertValid(
                JsonSchemaFile.Plumb,
                text.Replace("\"severity\": \"error\"", "\"severity\": \"fatal\"", StringComparison.Ordinal)
            )
        );
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
            JsonSchemaFile.AssertValid(
                JsonSchemaFile.Plumb,
                text.Replace("\"sitePackages\"", "\"site_packages\"", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public void A_finding_has_the_members_of_the_contract()
    {
        using var json = JsonDocument.Parse(Rendered.As(ReportFormat.Json, Samples.Broken));
        var finding = json.RootElement.GetProperty("findings")[0];
        Assert.Equal("PLB1301", finding.GetProperty("code").GetString());
        Assert.Equal("distribution", finding.GetProperty("subject").GetProperty("kind").GetString());
        Assert.Equal(3, finding.GetProperty("location").GetProperty("line").GetInt32());
        Assert.Equal("docs/rules/PLB1301.md", finding.GetProperty("help").GetString());
        var numpy = json.RootElement.GetProperty("findings")[1];
        var cost = numpy.GetProperty("fixes")[0].GetProperty("cost");
        Assert.Equal(18_000_000, cost.GetProperty("bytes").GetInt64());
        Assert.Equal(4096, numpy.GetProperty("evidence")[0].GetProperty("offset").GetInt64());
    }

    [Fact]
    public void Any_name_comes_back_as_it_was()
    {
        using var json = JsonDocument.Parse(Rendered.As(ReportFormat.Json, Samples.Hostile));
        // A lone surrogate is no character: it comes back as the replacement character.
        Assert.Equal(
            Samples.Evil.Replace('\ud800', '\uFFFD'),
            json.RootElement.GetProperty("findings")[0].GetProperty("title").GetString()
        );
    }

    [Fact]
    public void Requirements_stay_readable() =>
        Assert.Contains(
            "needs é>=1 & <2",
            Rendered.As(
                ReportFormat.Json,
                Samples.Broken with
                {
                    Findings = [Samples.Broken.Findings[0] with { Title = "needs é>=1 & <2" }],
                }
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(SubjectKind.Environment, "/srv/app/venv", "file")]
    [InlineData(SubjectKind.Environment, "C:/app/venv", "file")]
    [InlineData(SubjectKind.Environment, "PYTHONPATH", "machine")]
    [InlineData(SubjectKind.Distribution, "numpy", "distribution")]
    public void An_environment_is_told_as_its_folder_and_a_variable_as_the_machine(
        SubjectKind kind,
        string name,
        string expected
    )
    {
        var report = Samples.Clean with
        {
            Findings = [Samples.Broken.Findings[0] with { Subject = new Subject(kind, name) }],
        };
        using var json = JsonDocument.Parse(Rendered.As(ReportFormat.Json, report));
        var subject = json.RootElement.GetProperty("findings")[0].GetProperty("subject");
        Assert.Equal(expected, subject.GetProperty("kind").GetString());
    }
}
