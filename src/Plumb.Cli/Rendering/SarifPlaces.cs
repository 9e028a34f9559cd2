using System.Text;
using System.Text.Json;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>
/// Places as SARIF wants them (3.4): relative references with a base, so that the log says the same on another machine.
/// What lies below the current folder is seen from there, as code scanning expects, the rest from the environment or from the root.
/// </summary>
internal sealed class SarifPlaces(string currentFolder, string? prefix)
{
    private const string Source = "SRCROOT";
    private const string Environment = "ENVIRONMENT";
    private const string Root = "ROOT";

    /// <summary>Writes what the bases stand for on this machine.</summary>
    public void WriteBases(Utf8JsonWriter json)
    {
        json.WriteStartObject("originalUriBaseIds");
        WriteBase(json, Source, currentFolder);
        if (prefix is not null)
        {
            WriteBase(json, Environment, prefix);
        }

        WriteBase(json, Root, "/");
        json.WriteEndObject();
    }

    /// <summary>Writes one location; a finding without a place stands where its environment is.</summary>
    public void WriteLocation(Utf8JsonWriter json, Finding finding, EnvironmentFacts? facts)
    {
        json.WriteStartObject();
        var file = finding.Location?.File ?? facts?.Prefix ?? currentFolder;
        var (path, from) = Split(file);
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Escape(path));
        json.WriteString("uriBaseId", from);
        json.WriteEndObject();
        if (finding.Location is { Line: > 0 } place)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", place.Line);
            if (place.Column > 0)
            {
                json.WriteNumber("startColumn", place.Column);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (finding.Subject.Kind == SubjectKind.Distribution)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("name", finding.Subject.Name);
            json.WriteString("kind", "package");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private (string Path, string From) Split(string file)
    {
        if (Below(file, currentFolder) is { } local)
        {
            return (local, Source);
        }

        return prefix is not null && Below(file, prefix) is { } inside
            ? (inside, Environment)
            : (file.TrimStart('/'), Root);
    }

    private static string? Below(string file, string folder)
    {
        folder = folder.TrimEnd('/');
        return folder.Length == 0 || !file.StartsWith(folder, StringComparison.Ordinal) ? null
            : file.Length == folder.Length ? "."
            : file[folder.Length] == '/' ? file[(folder.Length + 1)..]
            : null;
    }

    private static void WriteBase(Utf8JsonWriter json, string id, string folder)
    {
        json.WriteStartObject(id);
        json.WriteString("uri", "file:///" + Escape(folder.Trim('/')) + (folder.Trim('/').Length == 0 ? "" : "/"));
        json.WriteEndObject();
    }

    // RFC 3986: unreserved characters and the slash stay; everything else, in UTF-8, becomes %XX.
    private static string Escape(string path)
    {
        var result = new StringBuilder(path.Length);
        foreach (var b in Encoding.UTF8.GetBytes(path))
        {
            if (
                char.IsAsciiLetterOrDigit((char)b) || b is (byte)'/' or (byte)'.' or (byte)'-' or (byte)'_' or (byte)'~'
            )
            {
                result.Append((char)b);
            }
            else
            {
                result.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return result.Length == 0 ? "." : result.ToString();
    }
}
