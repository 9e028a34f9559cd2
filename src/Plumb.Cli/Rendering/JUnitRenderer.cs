using System.Globalization;
using System.Text;
using System.Xml;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>
/// The answer as JUnit XML, in the shape of Apache Ant's schema: each cause is a test case, one that is at or above
/// <c>--fail-on</c> is a failure. A clean environment is one case that passes.
/// </summary>
internal static class JUnitRenderer
{
    /// <summary>Writes the document.</summary>
    public static void Render(CheckReport report, RenderSettings settings, Stream output)
    {
        using var xml = XmlWriter.Create(
            output,
            new XmlWriterSettings
            {
                Indent = true,
                NewLineChars = "\n",
                Encoding = new UTF8Encoding(false),
            }
        );
        var groups = CauseGroup.Of(report.Findings);
        var failures = groups.Count(g => Fails(g.Head, settings));
        var time = settings.Elapsed.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
        xml.WriteStartDocument();
        xml.WriteStartElement("testsuites");
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("package", "plumb");
        xml.WriteAttributeString("id", "0");
        xml.WriteAttributeString("name", "check");
        xml.WriteAttributeString("timestamp", settings.Time.UtcDateTime.ToString("s", CultureInfo.InvariantCulture));
        xml.WriteAttributeString("hostname", "localhost");
        xml.WriteAttributeString("tests", Math.Max(1, groups.Length).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", failures.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("errors", report.Error is null || groups.Length > 0 ? "0" : "1");
        xml.WriteAttributeString("time", time);
        WriteProperties(xml, report, settings);
        foreach (var group in groups)
        {
            WriteCase(xml, group, settings);
        }

        if (groups.IsEmpty)
        {
            WriteEmptyCase(xml, report, time);
        }

        xml.WriteElementString("system-out", Valid(Words.Verdict(report)));
        xml.WriteElementString("system-err", Valid(report.Error?.Message ?? ""));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void WriteProperties(XmlWriter xml, CheckReport report, RenderSettings settings)
    {
        xml.WriteStartElement("properties");
        WriteProperty(xml, "plumb", settings.Version);
        if (report.Environment is { } facts)
        {
            WriteProperty(xml, "prefix", facts.Prefix);
            WriteProperty(xml, "kind", facts.Kind);
            WriteProperty(xml, "python", facts.Python ?? "");
            WriteProperty(xml, "platform", facts.Platform ?? "");
        }

        xml.WriteEndElement();
    }

    private static void WriteProperty(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", Valid(value));
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, CauseGroup group, RenderSettings settings)
    {
        var head = group.Head;
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Valid(head.Title));
        xml.WriteAttributeString("classname", $"{head.Rule.Code}.{head.Rule.Name}");
        xml.WriteAttributeString("time", "0");
        if (Fails(head, settings))
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", Valid(head.Title));
            xml.WriteAttributeString("type", Words.Of(head.Severity));
            xml.WriteString(Body(group));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteEmptyCase(XmlWriter xml, CheckReport report, string time)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", "the environment is as its metadata says");
        xml.WriteAttributeString("classname", "plumb.check");
        xml.WriteAttributeString("time", time);
        if (report.Error is { } error)
        {
            xml.WriteStartElement("error");
            xml.WriteAttributeString("message", Valid(error.Message));
            xml.WriteAttributeString("type", error.Code);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Body(CauseGroup group)
    {
        var text = new StringBuilder();
        var head = group.Head;
        Line(text, head.Message);
        foreach (var evidence in head.Evidence)
        {
            Line(text, "proof: " + evidence.Text);
        }

        if (head.Location is { } place)
        {
            Line(text, "in: " + place);
        }

        foreach (var other in group.Others.Concat(group.Consequences))
        {
            Line(text, "also: " + other.Title);
        }

        foreach (var command in head.Fixes.SelectMany(f => f.Commands))
        {
            Line(text, "fix: " + command);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string line)
    {
        if (line.Length > 0)
        {
            text.Append(Valid(line)).Append('\n');
        }
    }

    private static bool Fails(Finding finding, RenderSettings settings) => finding.Severity >= settings.FailOn;

    // XML 1.0 has no way to write most control characters and no lone surrogates: they are shown as escapes.
    private static string Valid(string text) => VisibleText.Of(text);
}
