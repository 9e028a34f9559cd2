using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Diagnosis;

namespace Plumb.Cli.Rendering;

/// <summary>The <c>data</c> of <c>diagnose</c>.</summary>
internal static class DiagnosisJson
{
    /// <summary>Writes one object.</summary>
    public static void Write(Utf8JsonWriter json, LogDiagnosis diagnosis)
    {
        json.WriteStartObject();
        json.WriteStartArray("causes");
        foreach (var cause in diagnosis.Causes)
        {
            WriteCause(json, cause);
        }

        json.WriteEndArray();
        json.WriteBoolean("unknown", diagnosis.IsUnknown);
        WriteLines(json, "decisive", diagnosis.Decisive);
        json.WriteStartArray("signs");
        foreach (var sign in diagnosis.Signs)
        {
            json.WriteStartObject();
            json.WriteNumber("line", sign.Line.Number);
            json.WriteString("text", sign.Line.Text);
            json.WriteString("kind", sign.IsGood ? "good" : "bad");
            json.WriteString("meaning", sign.Meaning);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("logLines", diagnosis.Lines);
        json.WriteEndObject();
    }

    private static void WriteCause(Utf8JsonWriter json, Cause cause)
    {
        json.WriteStartObject();
        json.WriteString("code", cause.Code);
        json.WriteString("sentence", cause.Sentence);
        json.WriteNumber("confidence", cause.Confidence);
        WriteLines(json, "lines", cause.Lines);
        json.WriteStartArray("fixes");
        foreach (var fix in cause.Fixes)
        {
            json.WriteStartObject();
            json.WriteString("title", fix.Title);
            json.WriteStrings("commands", fix.Commands);
            json.WriteBoolean("verified", fix.Verified);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStrings("avoid", cause.Avoid);
        json.WriteStrings("evidence", cause.Evidence);
        json.WriteString("known", cause.Known.Length > 0 ? cause.Known : null);
        json.WriteString("from", cause.From);
        json.WriteString("question", cause.Question);
        json.WriteString("source", cause.Source.Text);
        json.WriteString("grade", cause.Source.GradeWord);
        json.WriteEndObject();
    }

    private static void WriteLines(Utf8JsonWriter json, string name, ImmutableArray<LogLine> lines)
    {
        json.WriteStartArray(name);
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteNumber("line", line.Number);
            json.WriteString("text", line.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
