using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Plumb.Files;
using Plumb.Metadata.Requirements;

namespace Plumb.Core.Tests.Metadata.Requirements;

/// <summary>A row of the requirements corpus: files, how pip 26.3 was run in <c>/opt/app/req</c>, and what it read.</summary>
internal sealed class RequirementsCase(JsonElement row)
{
    private const string Folder = "/opt/app/req";

    private static readonly string[] _projects = ["x", "local/pkg", "a/pkg", "a/other", "a/third", "x y", "."];

    public string Id => row.GetProperty("id").GetString()!;

    public string Why => row.GetProperty("why").GetString()!;

    public JsonElement Truth => row.GetProperty("pip");

    /// <summary>Puts the files below a temporary folder and reads the entry as if that folder were the root.</summary>
    public RequirementsFile Read()
    {
        using var root = new ScratchFolder();
        Directory.CreateDirectory(Path.Combine(root.Path, "opt/app/req/wheels"));
        foreach (var project in _projects)
        {
            root.Write($"{Folder}/{project}/pyproject.toml", "");
        }

        foreach (var file in row.GetProperty("files").EnumerateObject())
        {
            root.Write($"{Folder}/{file.Name}", Content(file.Value));
        }

        var context = new RequirementsContext
        {
            WorkingDirectory = Folder,
            IsConstraint = row.TryGetProperty("constraint", out var constraint) && constraint.GetBoolean(),
            Variables = row.TryGetProperty("env", out var variables)
                ? new WorldVariables(
                    WorldVariables.None.Values.AddRange(
                        variables.EnumerateObject().Select(v => KeyValuePair.Create(v.Name, v.Value.GetString()!))
                    )
                )
                : WorldVariables.None,
        };
        return RequirementsFile.Read(new FileWorld(root.Path), row.GetProperty("entry").GetString()!, context);
    }

    /// <summary>Every way in which what was read differs from what pip read.</summary>
    public IEnumerable<string> Differences(RequirementsFile read)
    {
        if (Truth.TryGetProperty("error", out var error))
        {
            if (read.Errors.IsEmpty && read.Sources.All(s => s.IsRead))
            {
                yield return $"pip stops: {error.GetString()}";
            }

            yield break;
        }

        foreach (var problem in read.Errors)
        {
            yield return $"pip reads on: {problem}";
        }

        if (Truth.GetProperty("count").GetInt32() != read.Requirements.Length)
        {
            yield return $"pip reads {Truth.GetProperty("count")} requirements, not {read.Requirements.Length}";
            yield break;
        }

        var expected = Truth.TryGetProperty("requirements", out var lines) ? lines.EnumerateArray().ToArray() : [];
        for (var i = 0; i < expected.Length; i++)
        {
            var wanted = Describe(expected[i]);
            var found = Describe(read.Requirements[i]);
            if (wanted != found)
            {
                yield return $"requirement {i}: pip {wanted}, not {found}";
            }
        }

        var options = Truth.TryGetProperty("global", out var global) ? Describe(global, "") : "";
        if (options != Describe(read.Options))
        {
            yield return $"options: pip {options}, not {Describe(read.Options)}";
        }

        var warnings = Truth.TryGetProperty("warnings", out var list) ? list.GetArrayLength() : 0;
        if (warnings > read.Warnings.Length)
        {
            yield return $"pip warns {warnings} times: {list}";
        }
    }

    private static string Describe(JsonElement expected)
    {
        var text = new StringBuilder();
        text.Append(expected.GetProperty("requirement").GetString())
            .Append(expected.GetProperty("editable").GetBoolean() ? " editable" : "")
            .Append(expected.GetProperty("constraint").GetBoolean() ? " constraint" : "")
            .Append(CultureInfo.InvariantCulture, $" [{expected.GetProperty("line").GetString()}]")
            .Append(expected.TryGetProperty("options", out var options) ? Describe(options, " ") : "");
        return (
            expected.TryGetProperty("as", out var value)
                ? text.Append(" = ").Append(Describe(value, " "))
                : text.Append(" refused")
        ).ToString();
    }

    private static string Describe(RequirementLine line)
    {
        var file = line.Location.File == Folder + "/requirements.txt" ? "requirements.txt" : line.Location.File;
        var text = new StringBuilder();
        text.Append(line.Text)
            .Append(line.IsEditable ? " editable" : "")
            .Append(line.IsConstraint ? " constraint" : "")
            .Append(CultureInfo.InvariantCulture, $" [line {line.Location.Line} of {file}]");
        var settings = line
            .ConfigSettings.GroupBy(s => s.Key, s => s.Value, StringComparer.Ordinal)
            .Select(g => $"{g.Key}: {string.Join(',', g)}")
            .ToArray();
        Add("config_settings", settings.Length == 0 ? null : "{" + string.Join("; ", settings) + "}");
        var hashes = line
            .Hashes.GroupBy(h => h.Algorithm, h => h.Digest, StringComparer.Ordinal)
            .Select(g => $"{g.Key}: {string.Join(',', g)}")
            .ToArray();
        Add("hashes", hashes.Length == 0 ? null : "{" + string.Join("; ", hashes) + "}");
        if (line.Refusal is not null)
        {
            return text.Append(" refused").ToString();
        }

        text.Append(" = ");
        Add("editable", line.IsEditable ? "True" : null);
        Add("extras", string.Join(',', line.Extras));
        Add("hashes", hashes.Length == 0 ? null : "{" + string.Join("; ", hashes) + "}");
        Add("link", line.Link);
        Add("marker", line.Marker?.ToString());
        Add("name", line.Requirement?.WrittenName);
        Add("specifier", line.Requirement?.Specifiers.ToString());
        return text.ToString();

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.Append(CultureInfo.InvariantCulture, $" {name}={value}");
            }
        }
    }

    private static string Describe(RequirementsOptions options)
    {
        var text = new StringBuilder();
        Add("default_index_dropped", !options.UsesDefaultIndex ? "True" : "");
        Add("features", string.Join(',', options.Features));
        Add("find_links", string.Join(',', options.FindLinks));
        Add("index_urls", string.Join(',', options.IndexUrls));
        Add("no_binary", string.Join(',', options.NoBinary));
        Add("no_index", options.NoIndex ? "True" : "");
        Add("no_require_hashes", options.NoRequireHashes ? "True" : "");
        Add("only_binary", string.Join(',', options.OnlyBinary));
        Add("prefer_binary", options.PreferBinary ? "True" : "");
        string[] releases =
        [
            .. options.AllReleases.IsEmpty ? [] : (string[])["all_releases: " + string.Join(',', options.AllReleases)],
            .. options.OnlyFinal.IsEmpty ? [] : (string[])["only_final: " + string.Join(',', options.OnlyFinal)],
        ];
        Add("release_control", releases.Length == 0 ? "" : "{" + string.Join("; ", releases) + "}");
        Add("require_hashes", options.RequireHashes ? "True" : "");
        Add("trusted_hosts", string.Join(',', options.TrustedHosts));
        return text.ToString();

        void Add(string name, string value) =>
            text.Append(value.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{name}={value}") : "");
    }

    /// <summary>An object's members in ordinal order.</summary>
    private static string Describe(JsonElement value, string prefix) =>
        string.Concat(
            value
                .EnumerateObject()
                .OrderBy(p => p.Name, StringComparer.Ordinal)
                .Select(p => $"{prefix}{p.Name}={Value(p.Value)}")
        );

    private static string Value(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Value)),
            JsonValueKind.Object => "{"
                + string.Join("; ", value.EnumerateObject().Select(p => $"{p.Name}: {Value(p.Value)}"))
                + "}",
            _ => value.ToString(),
        };

    private static byte[] Content(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return Encoding.UTF8.GetBytes(value.GetString()!);
        }

        var bytes = Convert.FromBase64String(value.GetProperty("base64").GetString()!);
        if (!value.TryGetProperty("gzip", out var packed) || !packed.GetBoolean())
        {
            return bytes;
        }

        using var unpacked = new MemoryStream();
        using var stream = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        stream.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
