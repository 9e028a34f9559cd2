using System.Text.Json.Nodes;
using Plumb.Metadata.Toml;

namespace Plumb.Cli.Tests.Rendering;

/// <summary>A TOML document as JSON, for schemas.</summary>
internal static class TomlAsJson
{
    public static JsonNode Of(TomlValue value) =>
        value switch
        {
            TomlTable table => new JsonObject(
                table.Entries.Select(e => KeyValuePair.Create<string, JsonNode?>(e.Key, Of(e.Value)))
            ),
            TomlArray list => new JsonArray([.. list.Items.Select(Of)]),
            TomlString text => JsonValue.Create(text.Text),
            TomlInteger number => JsonValue.Create(number.Number),
            TomlFloat number => JsonValue.Create(number.Number),
            TomlBoolean truth => JsonValue.Create(truth.IsTrue),
            TomlDateTime time => JsonValue.Create(time.Text),
            _ => throw new InvalidOperationException(value.Kind),
        };
}
