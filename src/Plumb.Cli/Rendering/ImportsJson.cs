using System.Text.Json;
using Plumb.Text;
using Plumb.Trials.Imports;

namespace Plumb.Cli.Rendering;

/// <summary>The member <c>imports</c> of the data of <c>check</c>.</summary>
internal static class ImportsJson
{
    private const int MostPrinted = 4000;

    /// <summary>Writes it into an object that is open; nothing where no import was tried.</summary>
    public static void WriteMember(Utf8JsonWriter json, ImportsReport? report)
    {
        if (report is null)
        {
            return;
        }

        json.WriteStartObject("imports");
        json.WriteString("interpreter", report.Interpreter);
        json.WriteNumber("imported", report.Imported);
        json.WriteNumber("failed", report.Imports.Length - report.Imported);
        json.WriteStartArray("modules");
        foreach (var import in report.Imports)
        {
            Write(json, import);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, JoinedImport import)
    {
        var outcome = import.Outcome;
        json.WriteStartObject();
        json.WriteString("module", outcome.Module);
        json.WriteString("distribution", import.Target.Distribution?.Name);
        json.WriteString("outcome", outcome.Kind.ToString().ToLowerInvariant());
        json.WriteNumber("milliseconds", Math.Round(outcome.Milliseconds, 1));
        json.WriteString("version", outcome.Version);
        json.WriteString("signal", outcome.Signal);
        json.WriteString("type", import.Root?.Type);
        json.WriteString("message", import.Root is { } root ? Redaction.Redact(root.Message) : null);
        var place =
            import.Root?.Place
            ?? (outcome.Kind != ImportOutcomeKind.Imported && !outcome.Running.IsEmpty ? outcome.Running[0] : null);
        json.WriteString("file", place?.File);
        json.WriteNumberOrNull("line", place is { Line: > 0 and var line } ? line : null);
        json.WriteStrings("chain", [.. outcome.Chain.Select(e => Redaction.Redact(e.ToString()))]);
        json.WriteString("cause", import.Cause?.Rule.Code);
        json.WriteString("deliberate", import.Deliberate);
        json.WriteString("printed", outcome.Kind == ImportOutcomeKind.Imported ? null : Printed(outcome));
        json.WriteEndObject();
    }

    private static string? Printed(ImportOutcome outcome)
    {
        var text = Redaction.Redact((outcome.Output + outcome.Error).Trim());
        return text.Length == 0 ? null
            : text.Length <= MostPrinted ? text
            : text[^MostPrinted..];
    }
}
