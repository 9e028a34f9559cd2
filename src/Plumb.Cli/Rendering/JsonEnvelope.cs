using System.Text.Json;

namespace Plumb.Cli.Rendering;

/// <summary>
/// The one shape that every command's JSON has: <c>schema</c>, <c>version</c>, <c>command</c>, <c>ok</c>, <c>data</c>,
/// <c>findings</c>, <c>error</c>. Its JSON Schema is docs/schema/plumb-1.schema.json.
/// </summary>
internal static class JsonEnvelope
{
    /// <summary>The name of the shape; it changes only when a script written for it would break.</summary>
    public const string Schema = "plumb/1";

    /// <summary>
    /// How all our JSON is written. Names of files and packages stay readable; what could disturb a terminal (controls,
    /// bidi marks) is still escaped.
    /// </summary>
    public static JsonWriterOptions Options { get; } =
        new()
        {
            Indented = true,
            NewLine = "\n",
            Encoder = new VisibleJsonEncoder(),
        };

    /// <summary>Writes one envelope and a line end.</summary>
    /// <param name="output">Receives UTF-8 without a byte order mark.</param>
    /// <param name="settings">The command, the version and whether it succeeded.</param>
    /// <param name="data">Writes one value, or null for no data.</param>
    /// <param name="report">Whose findings and error are told.</param>
    public static void Write(Stream output, RenderSettings settings, Action<Utf8JsonWriter>? data, CheckReport report)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("version", settings.Version);
            json.WriteString("command", settings.Command);
            json.WriteBoolean("ok", settings.Succeeded);
            json.WritePropertyName("data");
            if (data is null)
            {
                json.WriteNullValue();
            }
            else
            {
                data(json);
            }

            json.WriteStartArray("findings");
            var prefix = report.Environment?.Prefix;
            foreach (var finding in report.Findings)
            {
                JsonFinding.Write(json, finding, prefix);
            }

            json.WriteEndArray();
            WriteError(json, report.Error);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteError(Utf8JsonWriter json, ReportError? error)
    {
        if (error is null)
        {
            json.WriteNull("error");
            return;
        }

        json.WriteStartObject("error");
        json.WriteString("code", error.Code);
        json.WriteString("message", error.Message);
        json.WriteString("hint", error.Hint);
        json.WriteEndObject();
    }
}
