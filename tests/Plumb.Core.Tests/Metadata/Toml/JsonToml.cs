using System.Text.Json;
using Plumb.Metadata.Toml;

namespace Plumb.Core.Tests.Metadata.Toml;

/// <summary>Documents that a corpus holds as JSON, as the trees that the readers take.</summary>
internal static class JsonToml
{
    /// <summary>The value of a JSON element. A null has no counterpart and is left out, as a missing key.</summary>
    public static TomlValue? Read(JsonElement element, string key = "") =>
        element.ValueKind switch
        {
            JsonValueKind.Object => Table(element),
            JsonValueKind.Array => new TomlArray([.. element.EnumerateArray().Select(item => Read(item)!)]),
            // The corpus was made of TOML documents, whose times JSON cannot tell from strings.
            JsonValueKind.String
                when key == "upload-time" && element.TryGetDateTimeOffset(out _) || IsPythonTime(key, element) =>
                new TomlDateTime(element.GetString()!, HasDate: true, HasTime: true),
            JsonValueKind.String => new TomlString(element.GetString()!),
            JsonValueKind.True or JsonValueKind.False => new TomlBoolean(element.GetBoolean()),
            JsonValueKind.Number => element.GetRawText().AsSpan().IndexOfAny(".eE") < 0
                ? new TomlInteger(element.GetInt64())
                : new TomlFloat(element.GetDouble()),
            _ => null,
        };

    /// <summary>The table of a JSON object.</summary>
    public static TomlTable Table(JsonElement element) =>
        new([
            .. element
                .EnumerateObject()
                .Select(p => (p.Name, Value: Read(p.Value, p.Name)))
                .Where(p => p.Value is not null)
                .Select(p => new TomlEntry(p.Name, p.Value!)),
        ]);

    private static bool IsPythonTime(string key, JsonElement element) =>
        key == "upload-time"
        && DateTimeOffset.TryParse(element.GetString(), System.Globalization.CultureInfo.InvariantCulture, out _);
}
