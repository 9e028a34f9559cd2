using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Knowledge;

namespace Plumb.Cli.Rendering;

/// <summary>Facts as the data of the envelope.</summary>
internal static class KnowledgeJson
{
    /// <summary>Writes the object with the facts.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableArray<KnowledgeFact> facts)
    {
        json.WriteStartObject();
        json.WriteStartArray("facts");
        foreach (var fact in facts)
        {
            json.WriteStartObject();
            json.WriteString("topic", fact.Topic);
            json.WriteString("kind", fact.Kind);
            json.WriteString("name", fact.Name);
            json.WriteStartObject("values");
            foreach (var value in fact.Values)
            {
                json.WriteString(value.Key, value.Text);
            }

            json.WriteEndObject();
            json.WriteString("source", fact.Source.Text);
            json.WriteString("grade", fact.Source.GradeWord);
            json.WriteString("date", fact.Source.Date);
            json.WriteString("file", fact.IsOwn ? fact.Place.File : $"knowledge/{fact.Place.File}");
            json.WriteNumber("line", fact.Place.Line);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
