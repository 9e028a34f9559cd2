using System.Collections.Immutable;
using System.Text.Json;

namespace Plumb.Cli.Rendering;

/// <summary>The lists of <see cref="EnvironmentVerdict"/> as members of <c>data</c>.</summary>
internal static class JsonVerdict
{
    /// <summary>Writes <c>conflicts</c>, <c>record</c> and <c>overlaps</c> into an object that is open.</summary>
    public static void WriteMembers(Utf8JsonWriter json, EnvironmentVerdict? verdict)
    {
        WriteConflicts(json, verdict?.Conflicts ?? []);
        json.WriteStartObject("record");
        json.WriteStartArray("missing");
        foreach (var file in verdict?.Missing ?? [])
        {
            json.WriteStartObject();
            json.WriteString("distribution", file.Distribution);
            json.WriteString("path", file.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteDifferences(json, verdict?.Different ?? []);
        json.WriteEndObject();
        WriteOverlaps(json, verdict?.Overlaps ?? []);
    }

    private static void WriteConflicts(Utf8JsonWriter json, ImmutableArray<ConflictFacts> conflicts)
    {
        json.WriteStartArray("conflicts");
        foreach (var conflict in conflicts)
        {
            json.WriteStartObject();
            json.WriteString("distribution", conflict.Distribution);
            json.WriteString("version", conflict.Version);
            json.WriteString("requires", conflict.Requires);
            json.WriteString("kind", conflict.Kind);
            json.WriteString("have", conflict.Have);
            json.WriteString("extra", conflict.Extra);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDifferences(Utf8JsonWriter json, ImmutableArray<DifferenceFacts> differences)
    {
        json.WriteStartArray("different");
        foreach (var difference in differences)
        {
            json.WriteStartObject();
            json.WriteString("distribution", difference.Distribution);
            json.WriteString("path", difference.Path);
            json.WriteNumberOrNull("recordedSize", difference.RecordedSize);
            json.WriteNumber("size", difference.Size);
            if (difference.HashDiffers is { } differs)
            {
                json.WriteBoolean("hashDiffers", differs);
            }
            else
            {
                json.WriteNull("hashDiffers");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOverlaps(Utf8JsonWriter json, ImmutableArray<OverlapFacts> overlaps)
    {
        json.WriteStartArray("overlaps");
        foreach (var overlap in overlaps)
        {
            json.WriteStartObject();
            json.WriteStrings("distributions", overlap.Distributions);
            json.WriteNumber("count", overlap.Files.Length);
            json.WriteStrings("files", overlap.Files);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
