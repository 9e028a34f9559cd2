using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Linting;

namespace Plumb.Cli.Rendering;

/// <summary>A document with its claims.</summary>
/// <param name="File">As it was named.</param>
/// <param name="Claims">In the order of its lines.</param>
internal sealed record LintedDocument(string File, ImmutableArray<Claim> Claims)
{
    /// <summary>Its absolute path.</summary>
    public string Path { get; init; } = File;

    /// <summary>The lines that were corrected, or would be.</summary>
    public ImmutableArray<(int Line, string Old, string New)> Changes { get; init; } = [];
}

/// <summary>The <c>data</c> of <c>stack lint</c>.</summary>
internal static class LintJson
{
    /// <summary>Writes one object.</summary>
    public static void Write(Utf8JsonWriter json, List<LintedDocument> documents)
    {
        json.WriteStartObject();
        json.WriteStartArray("claims");
        foreach (var document in documents)
        {
            foreach (var claim in document.Claims)
            {
                json.WriteStartObject();
                json.WriteString("file", document.File);
                json.WriteNumber("line", claim.Line);
                json.WriteString("text", claim.Text);
                json.WriteString("verdict", Word(claim.Verdict));
                json.WriteString("correct", claim.Correct.Length == 0 ? null : claim.Correct);
                json.WriteString("source", claim.Source.Length == 0 ? null : claim.Source);
                json.WriteString("rule", claim.Rule);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("changes");
        foreach (var document in documents)
        {
            foreach (var (line, old, text) in document.Changes)
            {
                json.WriteStartObject();
                json.WriteString("file", document.File);
                json.WriteNumber("line", line);
                json.WriteString("old", old);
                json.WriteString("new", text);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The word of a verdict.</summary>
    public static string Word(ClaimVerdict verdict) =>
        verdict switch
        {
            ClaimVerdict.True => "true",
            ClaimVerdict.False => "false",
            ClaimVerdict.Imprecise => "imprecise",
            _ => "unknown",
        };
}
