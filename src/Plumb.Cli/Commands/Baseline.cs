using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Cli.Rendering;
using Plumb.Files;

namespace Plumb.Cli.Commands;

/// <summary>Findings that are known: they are counted and no longer reported.</summary>
/// <param name="Fingerprints">Of the known findings.</param>
internal sealed record Baseline(ImmutableHashSet<string> Fingerprints)
{
    private const string Schema = "plumb-baseline/1";
    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>The report with new findings only.</summary>
    public CheckReport Apply(CheckReport report)
    {
        var prefix = report.Environment?.Prefix;
        var fresh = report.Findings.Where(f => !Fingerprints.Contains(Fingerprint.Of(f, prefix))).ToImmutableArray();
        return report with { Findings = fresh, Known = report.Findings.Length - fresh.Length };
    }

    /// <summary>Reads a file that <see cref="Write"/> wrote.</summary>
    /// <param name="path">An absolute path of this machine.</param>
    /// <param name="error">Why it could not be read.</param>
    public static Baseline? Read(string path, out ReportError? error)
    {
        error = null;
        var read = new FileWorld().Read(WorldPath.Normalize(path), MostBytes);
        if (!read.Succeeded)
        {
            error = new ReportError(
                "baseline",
                $"The baseline {path} cannot be read ({FileFailureText.Of(read.Failure)}).",
                "Make it: plumb check --baseline FILE --update-baseline"
            );
            return null;
        }

        if (TryParse(read.Bytes, out var fingerprints))
        {
            return new Baseline(fingerprints);
        }

        error = new ReportError("baseline", $"{path} is no baseline of Plumb.");
        return null;
    }

    /// <summary>Writes all findings of a report; codes and titles are for people, fingerprints count.</summary>
    public static void Write(CheckReport report, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonEnvelope.Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteStartArray("findings");
            foreach (var finding in report.Findings)
            {
                json.WriteStartObject();
                json.WriteString("fingerprint", Fingerprint.Of(finding, report.Environment?.Prefix));
                json.WriteString("code", finding.Rule.Code);
                json.WriteString("title", finding.Title);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static bool TryParse(byte[] bytes, out ImmutableHashSet<string> fingerprints)
    {
        fingerprints = [];
        try
        {
            using var json = JsonDocument.Parse(bytes);
            if (
                json.RootElement is not { ValueKind: JsonValueKind.Object } root
                || !root.TryGetProperty("schema", out var schema)
                || schema.ValueKind != JsonValueKind.String
                || schema.GetString() != Schema
                || !root.TryGetProperty("findings", out var findings)
                || findings.ValueKind != JsonValueKind.Array
            )
            {
                return false;
            }

            fingerprints =
            [
                .. findings
                    .EnumerateArray()
                    .Where(f =>
                        f.ValueKind == JsonValueKind.Object
                        && f.TryGetProperty("fingerprint", out var value)
                        && value.ValueKind == JsonValueKind.String
                    )
                    .Select(f => f.GetProperty("fingerprint").GetString()!),
            ];
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
