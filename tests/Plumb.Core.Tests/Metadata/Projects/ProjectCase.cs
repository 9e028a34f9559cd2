using System.Text.Json;
using Plumb.Files;
using Plumb.Metadata.Projects;
using Plumb.Python;

namespace Plumb.Core.Tests.Metadata.Projects;

/// <summary>A row of the projects corpus: a project's files, and the metadata that its real build backend made of them.</summary>
internal sealed class ProjectCase(JsonElement row)
{
    private const string Folder = "/src";

    // CPython on Linux, where the corpus was made: conditions that setup.py decides there are already decided in it.
    private static readonly MarkerEnvironment _environment = MarkerEnvironment.For(
        new TargetPlatform(OperatingSystemFamily.Linux, "x86_64", LibcKind.Glibc, 2, 36),
        "3.13.5"
    );

    public string Id => $"{row.GetProperty("id")} {row.GetProperty("why")}";

    public Project Read()
    {
        using var root = new ScratchFolder();
        foreach (var file in row.GetProperty("files").EnumerateObject())
        {
            root.Write($"{Folder}/{file.Name}", file.Value.GetString()!);
        }

        return Project.Read(new FileWorld(root.Path), Folder)!;
    }

    public IEnumerable<string> Differences(Project read)
    {
        if (row.TryGetProperty("groups", out var groups))
        {
            return groups.EnumerateObject().SelectMany(group => Differences(read, group.Name, group.Value));
        }

        var metadata = row.GetProperty("metadata");
        if (metadata.TryGetProperty("error", out var error))
        {
            return read.Errors.IsEmpty ? [$"the backend refuses it: {error}"] : [];
        }

        if (!read.Errors.IsEmpty)
        {
            return read.Errors.Select(e => $"the backend takes it: {e}");
        }

        var label = row.TryGetProperty("static_extraction", out var wanted) ? wanted.GetString()! : "known";
        var differences = new List<string>();
        Compare("name", Text(metadata, "name"), read.Name);
        Compare("version", Text(metadata, "version"), read.Version);
        Compare("extras", Texts(metadata, "provides_extra").Distinct(StringComparer.Ordinal), read.Extras);
        Compare("requires-python", Python(Text(metadata, "requires_python")), Python(read.RequiresPython?.Text));
        Compare("completeness", label, read.Completeness.ToString().ToLowerInvariant());
        if (label != "unknown")
        {
            var expected = Texts(metadata, "requires_dist").Select(Canonical).Order(StringComparer.Ordinal);
            var found = read
                .Requirements.Where(r => label != "partial" || Holds(r.Marker))
                .Select(r => Canonical(label != "partial" || r.Extra is not null ? r.Text : Unconditional(r)))
                .Order(StringComparer.Ordinal);
            Compare("requirements", expected, found);
        }

        return differences;

        void Compare(string what, object? wanted, object? found)
        {
            var (a, b) = (Show(wanted), Show(found));
            if (a != b)
            {
                differences.Add($"{what}: {a}, not {b}");
            }
        }
    }

    private static string Show(object? value) =>
        value is IEnumerable<string> list ? string.Join(" & ", list) : value?.ToString() ?? "none";

    private static bool Holds(Marker? marker) => marker is null || marker.MentionsExtra || marker.Holds(_environment);

    /// <summary>A condition that setup.py decides on the spot is not in the metadata.</summary>
    private static string Unconditional(ProjectRequirement requirement) =>
        requirement.Requirement is { Marker: not null } value && Holds(value.Marker)
            ? (value with { Marker = null }).ToString()
            : requirement.Text;

    private static IEnumerable<string> Differences(Project read, string name, JsonElement truth)
    {
        var group = read.Groups.Single(g => g.Name == name);
        if (truth.TryGetProperty("error", out var error))
        {
            return group.Errors.IsEmpty ? [$"group {name}: {error}"] : [];
        }

        var wanted = string.Join(
            " & ",
            truth.GetProperty("requirements").EnumerateArray().Select(r => Canonical(r.GetString()!))
        );
        var found = string.Join(" & ", group.Requirements.Select(r => Canonical(r.Text)));
        return wanted == found ? [] : [$"group {name}: {wanted}, not {found}"];
    }

    /// <summary>Backends write the same requirement in several ways; folders of the machine that made the corpus are cut off.</summary>
    private static string Canonical(string text)
    {
        var at = text.IndexOf("file:///tmp/", StringComparison.Ordinal);
        var source = text.IndexOf("/src/", StringComparison.Ordinal);
        text = at >= 0 && source > at ? text[..at] + "file://" + text[source..] : text;
        return Requirement.TryParse(text, out var requirement, out _)
            ? (requirement with { WrittenName = requirement.Name.Normalized }).ToString()
            : text;
    }

    private static string? Python(string? text) =>
        text is null ? null
        : VersionSpecifiers.TryParse(text, out var specifiers, out _) ? specifiers.ToString()
        : text;

    private static string? Text(JsonElement metadata, string name) =>
        metadata.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<string> Texts(JsonElement metadata, string name) =>
        metadata.TryGetProperty(name, out var value) ? value.EnumerateArray().Select(v => v.GetString()!) : [];
}
