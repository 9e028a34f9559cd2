using System.Collections.Immutable;
using System.Text.Json;

namespace Plumb.Cli.Rendering;

/// <summary>Members of JSON objects that the writer has no single call for.</summary>
internal static class JsonMembers
{
    /// <summary>Writes a member that is an array of strings into an object that is open.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a member that is a number, or null.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
