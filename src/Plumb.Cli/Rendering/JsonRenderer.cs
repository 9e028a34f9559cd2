using System.Text.Json;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>The answer of <c>check</c> as JSON.</summary>
internal static class JsonRenderer
{
    /// <summary>Writes the envelope.</summary>
    public static void Render(CheckReport report, RenderSettings settings, Stream output) =>
        JsonEnvelope.Write(
            output,
            settings,
            json =>
            {
                json.WriteStartObject();
                WriteMembers(json, report);
                json.WriteEndObject();
            },
            report
        );

    /// <summary>Writes the members of <c>data</c> into an object that is open.</summary>
    public static void WriteMembers(Utf8JsonWriter json, CheckReport report)
    {
        WriteEnvironment(json, report.Environment);
        json.WriteStartArray("distributions");
        foreach (var distribution in report.Distributions)
        {
            json.WriteStartObject();
            json.WriteString("name", distribution.Name);
            json.WriteString("version", distribution.Version);
            json.WriteString("location", distribution.Location);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("counts");
        json.WriteNumber("errors", report.Count(Severity.Error));
        json.WriteNumber("warnings", report.Count(Severity.Warning));
        json.WriteNumber("infos", report.Count(Severity.Info));
        json.WriteNumber("known", report.Known);
        json.WriteNumber("silenced", report.Silenced.Length);
        json.WriteNumber("distributions", report.Distributions.Length);
        json.WriteNumber("files", report.FilesCompared);
        json.WriteEndObject();
        json.WriteStrings("lookedAt", report.LookedAt);
        json.WriteStrings("notLookedAt", report.NotLookedAt);
        json.WriteStrings("remarks", [.. report.Remarks, .. report.CommandRemarks]);
        json.WriteStrings("configuration", report.Configuration);
        WriteSilenced(json, report);
        StackJson.WriteMember(json, report.Stack);
        ImportsJson.WriteMember(json, report.Imports);
        JsonVerdict.WriteMembers(json, report.Verdict?.Value);
    }

    private static void WriteSilenced(Utf8JsonWriter json, CheckReport report)
    {
        json.WriteStartArray("silenced");
        foreach (var (finding, by) in report.Silenced)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Rule.Code);
            json.WriteString("title", finding.Title);
            json.WriteString("by", by.Word);
            json.WriteString("reason", by.Reason);
            json.WriteString("file", by.Place.File);
            json.WriteNumberOrNull("line", by.Place.Line > 0 ? by.Place.Line : null);
            json.WriteString("fingerprint", Fingerprint.Of(finding, report.Environment?.Prefix));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEnvironment(Utf8JsonWriter json, EnvironmentFacts? facts)
    {
        if (facts is null)
        {
            json.WriteNull("environment");
            return;
        }

        json.WriteStartObject("environment");
        json.WriteString("prefix", facts.Prefix);
        json.WriteString("python", facts.Python);
        json.WriteString("abi", facts.Abi);
        json.WriteString("platform", facts.Platform);
        json.WriteStrings("sitePackages", facts.SitePackages);
        json.WriteString("kind", facts.Kind);
        json.WriteString("executable", facts.Executable);
        json.WriteEndObject();
    }
}
