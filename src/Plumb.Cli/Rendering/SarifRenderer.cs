using System.Text.Json;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>The answer as SARIF 2.1.0 (OASIS), for code scanning and editors.</summary>
internal static class SarifRenderer
{
    private const string SchemaUri =
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <summary>Writes one log with one run; a clean run has an empty list of results.</summary>
    public static void Render(CheckReport report, RenderSettings settings, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonEnvelope.Options))
        {
            var rules = report
                .Findings.Select(f => f.Rule)
                .DistinctBy(r => r.Code, StringComparer.Ordinal)
                .OrderBy(r => r.Code, StringComparer.Ordinal)
                .ToList();
            json.WriteStartObject();
            json.WriteString("$schema", SchemaUri);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, settings, rules);
            WriteInvocation(json, report);
            var places = new SarifPlaces(settings.CurrentFolder, report.Environment?.Prefix);
            places.WriteBases(json);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var finding in report.Findings)
            {
                WriteResult(json, finding, rules, places, report);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteTool(Utf8JsonWriter json, RenderSettings settings, List<Rule> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "plumb");
        json.WriteString("version", settings.Version);
        json.WriteString("semanticVersion", settings.Version);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Code);
            json.WriteString("name", rule.Name);
            WriteMessage(json, "shortDescription", rule.Summary);
            WriteHelp(json, rule);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteHelp(Utf8JsonWriter json, Rule rule)
    {
        json.WriteStartObject("help");
        json.WriteString("text", $"plumb explain {rule.Code}");
        if (RuleEntry.Find(rule.Code) is { } entry)
        {
            json.WriteString("markdown", entry.Page);
        }

        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, CheckReport report)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", report.Error is null);
        if (report.Error is { } error)
        {
            json.WriteStartArray("toolExecutionNotifications");
            json.WriteStartObject();
            json.WriteString("level", "error");
            WriteMessage(json, "message", error.Message);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResult(
        Utf8JsonWriter json,
        Finding finding,
        List<Rule> rules,
        SarifPlaces places,
        CheckReport report
    )
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Code);
        json.WriteNumber("ruleIndex", rules.FindIndex(r => r.Code == finding.Rule.Code));
        json.WriteString("level", Level(finding.Severity));
        WriteMessage(
            json,
            "message",
            finding.Message.Length == 0 ? finding.Title : $"{finding.Title} {finding.Message}"
        );
        json.WriteStartArray("locations");
        places.WriteLocation(json, finding, report.Environment);
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("plumb/v1", Fingerprint.Of(finding, report.Environment?.Prefix));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteStartArray("evidence");
        foreach (var evidence in finding.Evidence)
        {
            json.WriteStringValue(evidence.Text);
        }

        json.WriteEndArray();
        json.WriteStartArray("fixes");
        foreach (var command in finding.Fixes.SelectMany(f => f.Commands))
        {
            json.WriteStringValue(command);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Level(Severity severity) =>
        severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "note",
        };

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
