using Plumb.Files;
using Plumb.Metadata.Requirements;
using Plumb.Metadata.Toml;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>Makes requirements of the entries in poetry's dependency tables.</summary>
internal sealed class PoetryDependency(TomlDocument document, string folder)
{
    private static readonly string[] _keys =
    [
        "version",
        "python",
        "platform",
        "markers",
        "allow-prereleases",
        "allows-prereleases",
        "optional",
        "extras",
        "develop",
        "source",
        "git",
        "branch",
        "tag",
        "rev",
        "subdirectory",
        "file",
        "path",
        "url",
    ];

    /// <summary>One entry: a constraint, a table, or several of these.</summary>
    /// <param name="entry">The distribution's name with what is asked of it.</param>
    /// <param name="extras">The extras that bring it in; empty for always.</param>
    /// <param name="isOptional">Set when every alternative of the entry is optional.</param>
    public IEnumerable<ProjectRequirement> Read(TomlEntry entry, IReadOnlyList<string> extras, out bool isOptional)
    {
        TomlValue[] values = entry.Value is TomlArray array ? [.. array.Items] : [entry.Value];
        isOptional = Array.TrueForAll(values, v => v is TomlTable table && table.Truth("optional") == true);
        return values.Select(value => ReadOne(entry.Key, value, extras));
    }

    private ProjectRequirement ReadOne(string name, TomlValue value, IReadOnlyList<string> extras)
    {
        var location = document.LocationOf(value);
        var table = value as TomlTable ?? TomlTable.Empty;
        var written = value is TomlString text ? text.Text : table.Text("version") ?? "*";
        var found = new ProjectRequirement
        {
            Text = value is TomlString ? $"{name} = \"{written}\"" : name,
            Location = location,
            Extra = extras.Count == 1 ? extras[0] : null,
        };
        if (value is not (TomlString or TomlTable))
        {
            return found with { Refusal = new FormatError($"{name} must be a string or a table, not {value.Kind}") };
        }

        if (!PackageName.TryParse(name, out var package))
        {
            return found with { Refusal = new FormatError($"'{name}' is no name of a distribution") };
        }

        if (table.Entries.FirstOrDefault(e => !_keys.Contains(e.Key, StringComparer.Ordinal)).Key is { } unknown)
        {
            return found with { Refusal = new FormatError($"poetry knows no key '{unknown}' of a dependency") };
        }

        if (!TryCondition(table, extras, out var marker, out var error))
        {
            return found with { Refusal = error };
        }

        var requirement = new Requirement
        {
            Name = package,
            WrittenName = name,
            WrittenExtras =
            [
                .. table
                    .Texts("extras")
                    .Select(PackageName.Normalize)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ],
            Marker = marker,
        };
        if (Source(table) is { } url)
        {
            return ProjectBuilder.Of(requirement with { Url = url }, location, found.Extra);
        }

        if (!PoetryConstraint.TryParse(written, out var constraint, out error))
        {
            return found with { Refusal = error };
        }

        if (constraint.ToSpecifiers() is { } specifiers)
        {
            return ProjectBuilder.Of(requirement with { Specifiers = specifiers }, location, found.Extra);
        }

        var names = requirement.WrittenExtras.IsEmpty ? "" : $"[{string.Join(',', requirement.WrittenExtras)}]";
        return found with
        {
            Text = $"{name}{names} ({constraint.ToMetadata()})" + (marker is null ? "" : $" ; {marker}"),
            Name = package,
            Range = constraint.ToRange(),
            Marker = marker,
        };
    }

    private static bool TryCondition(
        TomlTable table,
        IReadOnlyList<string> extras,
        out Marker? marker,
        out FormatError? error
    )
    {
        marker = null;
        error = null;
        if (table.Text("markers") is { Length: > 0 } written && !Marker.TryParse(written, out marker, out error))
        {
            return false;
        }

        // poetry puts Python first, whatever the order in the file.
        var conditions = new List<string>();
        if (table.Text("python") is { } python)
        {
            if (!PoetryConstraint.TryParse(python, out var versions, out error))
            {
                return false;
            }

            conditions.Add(PoetryPython.ToMarker(versions) ?? "");
        }

        conditions.Add(marker?.ToString() ?? "");
        conditions.Add(table.Text("platform") is { } platform ? Platform(platform) : "");
        conditions.RemoveAll(c => c.Length == 0);
        var own = string.Join(" and ", conditions.Count == 1 ? conditions : conditions.Select(Grouped));
        var any = string.Join(" or ", extras.Select(e => $"extra == \"{e}\""));
        var text =
            own.Length == 0 ? any
            : any.Length == 0 ? own
            : $"({own}) and ({any})";
        return text.Length == 0 || Marker.TryParse(text, out marker, out error);
    }

    private static string Grouped(string condition) =>
        condition.Contains(" or ", StringComparison.Ordinal) ? $"({condition})" : condition;

    private static string Platform(string text) =>
        string.Join(
            " or ",
            text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(part => part != "*")
                .Select(part =>
                    string.Join(
                        " and ",
                        part.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                            .Select(name =>
                                name.StartsWith("!=", StringComparison.Ordinal)
                                    ? $"sys_platform != \"{name[2..].Trim()}\""
                                    : $"sys_platform == \"{name.TrimStart('=').Trim()}\""
                            )
                    )
                )
        );

    /// <summary>The URL of what comes from elsewhere than an index; null for what an index has.</summary>
    private string? Source(TomlTable table)
    {
        var subdirectory = table.Text("subdirectory") is { } inside ? "#subdirectory=" + inside : "";
        if (table.Text("git") is { } git)
        {
            var reference = table.Text("branch") ?? table.Text("tag") ?? table.Text("rev");
            var url = git.Contains("://", StringComparison.Ordinal) ? git : "ssh://" + Ssh(git);
            return $"git+{url}{(reference is null ? "" : "@" + reference)}{subdirectory}";
        }

        if (table.Text("url") is { } direct)
        {
            return direct + subdirectory;
        }

        if ((table.Text("path") ?? table.Text("file")) is not { } path)
        {
            return null;
        }

        var full = WorldPath.Normalize(WorldPath.Join(folder, path));
        var isArchive = FileExtension.Of(full) is ".whl" or ".zip" or ".tar.gz";
        return isArchive
            ? PackageLink.OfPath(full) + subdirectory
            : PackageLink.OfPath(table.Text("subdirectory") is { } below ? WorldPath.Join(full, below) : full);
    }

    /// <summary>"git@host:owner/name" with a slash for the colon.</summary>
    private static string Ssh(string place)
    {
        var colon = place.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? place : $"{place[..colon]}/{place[(colon + 1)..].TrimStart('/')}";
    }
}
