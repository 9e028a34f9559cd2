using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Plumb.Cli.Rendering;
using Plumb.Core.Tests.Corpus;
using Plumb.Findings;
using Xunit;

namespace Plumb.Cli.Tests.Rendering;

public sealed class JUnitRendererTests
{
    [Fact]
    public void Every_sample_is_valid_against_the_schema()
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
            Assert.Empty(Troubles(Rendered.As(ReportFormat.JUnit, report)));
        }
    }

    [Fact]
    public void The_schema_is_really_applied() =>
        Assert.NotEmpty(
            Troubles(
                Rendered.As(ReportFormat.JUnit, Samples.Broken).Replace("hostname=", "host=", StringComparison.Ordinal)
            )
        );

    [Theory]
    [InlineData(Severity.Error, 2)]
    [InlineData(Severity.Info, 3)]
    [InlineData(null, 0)]
    public void What_is_at_or_above_fail_on_is_a_failure(Severity? failOn, int expected)
    {
        var xml = XDocument.Parse(
            Rendered.As(ReportFormat.JUnit, Samples.Broken, Rendered.Settings with { FailOn = failOn })
        );
        var suite = xml.Root!.Element("testsuite")!;
        Assert.Equal(expected, suite.Elements("testcase").Count(c => c.Element("failure") is not null));
        Assert.Equal(expected, (int)suite.Attribute("failures")!);
        Assert.Equal(3, (int)suite.Attribute("tests")!);
    }

    private static List<string> Troubles(string text)
    {
        using var schema = XmlReader.Create(CorpusFile.Open(CorpusFile.PathOf("schemas/junit.xsd.gz")));
        var schemas = new XmlSchemaSet();
        schemas.Add(null, schema);
        var troubles = new List<string>();
        XDocument.Parse(text).Validate(schemas, (_, trouble) => troubles.Add(trouble.Message));
        return troubles;
    }
}
