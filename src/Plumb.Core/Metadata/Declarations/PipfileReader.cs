using System.Collections.Immutable;
using Plumb.Metadata.Projects;
using Plumb.Metadata.Toml;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Declarations;

/// <summary>Reads pipenv's Pipfile (pipenv's documentation, "Pipfile &amp; Pipfile.lock"): a table of packages for each category.</summary>
internal static class PipfileReader
{
    private static readonly string[] _otherTables = ["source", "requires", "scripts", "pipenv", "pipfile"];

    public static Declaration Read(string path, string text)
    {
        if (!TomlDocument.TryParse(path, text, out var document, out var error))
        {
            return new Declaration
            {
                Path = path,
                Kind = DeclarationKind.Pipfile,
                Completeness = Completeness.Unknown,
                Troubles =
                [
                    new DeclarationTrouble(
                        error.Message,
                        error.Offset < 0 ? new Location(path) : new SourceText(path, text).LocationOf((int)error.Offset)
                    ),
                ],
            };
        }

        var items = ImmutableArray.CreateBuilder<DeclaredItem>();
        foreach (var entry in document.Root.Entries)
        {
            if (entry.Value is TomlTable table && !_otherTables.Contains(entry.Key, StringComparer.Ordinal))
            {
                var group = entry.Key == "packages" ? null : entry.Key;
                items.AddRange(table.Entries.Select(package => Item(document, package, group)));
            }
        }

        return new Declaration
        {
            Path = path,
            Kind = DeclarationKind.Pipfile,
            Items = items.ToImmutable(),
            RequiresPython = Python(document),
            Troubles =
            [
                .. items
                    .Where(i => i.Refusal is not null)
                    .Select(i => new DeclarationTrouble(
                        Redaction.Redact($"{i.Text}: {i.Refusal!.Message}"),
                        i.Location
                    )),
            ],
            Sources = [path],
        };
    }

    private static DeclaredItem Item(TomlDocument document, TomlEntry entry, string? group)
    {
        var table = entry.Value as TomlTable ?? TomlTable.Empty;
        var versions = (entry.Value as TomlString)?.Text ?? table.Text("version") ?? "*";
        var url = (table.Text("git") is { } git ? "git+" + git : null) ?? table.Text("file") ?? table.Text("path");
        var extras = string.Join(',', table.Texts("extras"));
        var markers = ((string?[])[table.Text("markers"), .. Shorthands(table)]).OfType<string>().Select(m => $"({m})");
        var condition = string.Join(" and ", markers);
        var text =
            entry.Key
            + (extras.Length > 0 ? $"[{extras}]" : "")
            + (versions == "*" || url is not null ? "" : versions)
            + (condition.Length > 0 ? $" ; {condition}" : "");
        var location = document.LocationOf(entry);
        if (!Requirement.TryParse(text, out var requirement, out var refusal))
        {
            return new DeclaredItem
            {
                Text = text,
                Location = location,
                Group = group,
                Refusal = refusal,
            };
        }

        return new DeclaredItem
        {
            Text = text,
            Location = location,
            Requirement = requirement with { Url = url },
            Name = requirement.Name,
            Range = requirement.Specifiers.ToRange(),
            Marker = requirement.Marker,
            Url = url,
            IsEditable = table.Truth("editable") == true,
            Group = group,
        };
    }

    /// <summary>A marker's variable may stand as a key of its own: <c>sys_platform = "== 'win32'"</c>.</summary>
    private static IEnumerable<string> Shorthands(TomlTable table) =>
        table
            .Entries.Where(e =>
                e.Value is TomlString
                && e.Key
                    is "sys_platform"
                        or "os_name"
                        or "platform_machine"
                        or "python_version"
                        or "platform_system"
                        or "python_full_version"
                        or "implementation_name"
                        or "platform_python_implementation"
            )
            .Select(e => $"{e.Key} {((TomlString)e.Value).Text}");

    private static PythonRequirement? Python(TomlDocument document)
    {
        var requires = document.Root.Table("requires");
        var full = requires?.Text("python_full_version");
        var text =
            full is not null ? $"=={full}"
            : requires?.Text("python_version") is { } minor ? $"=={minor}.*"
            : null;
        return text is not null && VersionSpecifiers.TryParse(text, out var specifiers, out _)
            ? new PythonRequirement(text, specifiers, document.LocationOf(requires!))
            : null;
    }
}
