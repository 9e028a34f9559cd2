using System.Text.Json;
using Plumb.Files;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>A finding as JSON.</summary>
internal static class JsonFinding
{
    /// <summary>Writes one object.</summary>
    /// <param name="json">Stands where a value may be written.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="prefix">The environment's prefix, which fingerprints leave out.</param>
    public static void Write(Utf8JsonWriter json, Finding finding, string? prefix)
    {
        json.WriteStartObject();
        json.WriteString("code", finding.Rule.Code);
        json.WriteString("severity", Words.Of(finding.Severity));
        json.WriteString("title", finding.Title);
        json.WriteString("message", finding.Message);
        json.WriteStartObject("subject");
        json.WriteString("kind", Kind(finding.Subject));
        json.WriteString("name", finding.Subject.Name);
        json.WriteString("version", finding.Subject.Version);
        json.WriteEndObject();
        WriteLocation(json, finding);
        json.WriteStartArray("evidence");
        foreach (var evidence in finding.Evidence)
        {
            WriteEvidence(json, evidence);
        }

        json.WriteEndArray();
        json.WriteStartArray("fixes");
        foreach (var fix in finding.Fixes)
        {
            WriteFix(json, fix);
        }

        json.WriteEndArray();
        json.WriteString("help", finding.Rule.Help);
        json.WriteString("cause", finding.Cause);
        json.WriteBoolean("consequence", finding.IsConsequence);
        json.WriteStrings("relates", finding.Relates);
        json.WriteString("fingerprint", Fingerprint.Of(finding, prefix));
        json.WriteEndObject();
    }

    // The contract knows six kinds: an environment is told as its folder, a variable as a matter of the machine.
    private static string Kind(Subject subject) =>
        subject.Kind switch
        {
            SubjectKind.Distribution => "distribution",
            SubjectKind.File => "file",
            SubjectKind.Model => "model",
            SubjectKind.Stage => "stage",
            SubjectKind.Line => "line",
            SubjectKind.Environment when WorldPath.IsAbsolute(subject.Name) => "file",
            _ => "machine",
        };

    private static void WriteLocation(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Location is not { } place)
        {
            json.WriteNull("location");
            return;
        }

        json.WriteStartObject("location");
        json.WriteString("file", place.File);
        json.WriteNumberOrNull("line", place.Line > 0 ? place.Line : null);
        json.WriteNumberOrNull("column", place.Line > 0 && place.Column > 0 ? place.Column : null);
        json.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter json, Evidence evidence)
    {
        if (evidence.File is null)
        {
            json.WriteStringValue(evidence.Text);
            return;
        }

        json.WriteStartObject();
        json.WriteString("file", evidence.File);
        json.WriteNumberOrNull("offset", evidence.Offset);
        json.WriteString("text", evidence.Text);
        json.WriteEndObject();
    }

    private static void WriteFix(Utf8JsonWriter json, Fix fix)
    {
        json.WriteStartObject();
        json.WriteString("title", fix.Title);
        json.WriteStrings("commands", fix.Commands);
        json.WriteBoolean("verified", fix.Verified);
        json.WriteStartObject("cost");
        json.WriteNumberOrNull("bytes", fix.Cost.Bytes);
        json.WriteNumber("changes", fix.Cost.Changes);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
