using Plumb.Metadata.Toml;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>Reads <c>[tool.poetry]</c> as poetry-core does: alone, or for what <c>[project]</c> leaves to it.</summary>
internal sealed class PoetryTable(TomlDocument document, TomlTable poetry, ProjectBuilder builder, string folder)
{
    private readonly PoetryDependency _dependencies = new(document, folder);

    /// <summary>Reads the name, the version and the requirements where <c>[project]</c> does not have them.</summary>
    public void Read(TomlTable? project)
    {
        if (builder.Name is null && poetry.TryGet<TomlString>("name", out var name))
        {
            builder.Name = name.Text;
        }

        if (builder.Version is null && poetry.TryGet<TomlString>("version", out var version))
        {
            builder.SetVersion(version.Text, document.LocationOf(version));
        }

        if (poetry.Truth("package-mode") != false && project is null)
        {
            Require("name", builder.Name);
            Require("version", poetry.Text("version"));
        }

        var table = poetry.Table("dependencies");
        if (table is not null && builder.RequiresPython is null)
        {
            ReadPython(table);
        }

        if (LeavesRequirements(project))
        {
            var extras = project?["optional-dependencies"] is null ? poetry.Table("extras") : null;
            ReadMain(table ?? TomlTable.Empty, extras ?? TomlTable.Empty);
        }

        ReadGroups();
    }

    private void Require(string key, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            builder.Fail($"the {key} of the project is missing", document.LocationOf(poetry));
        }
    }

    private void ReadPython(TomlTable table)
    {
        var entry = table.Entries.FirstOrDefault(e => e.Key.Equals("python", StringComparison.OrdinalIgnoreCase));
        if (entry.Value is not TomlString text)
        {
            return;
        }

        var location = document.LocationOf(text);
        if (!PoetryConstraint.TryParse(text.Text, out var constraint, out var error))
        {
            builder.Fail(error.Message, location);
        }
        else if (PoetryPython.ToRequiresPython(constraint) is { } python)
        {
            builder.SetRequiresPython(python, location);
        }
    }

    /// <summary>
    /// Dependencies in <c>[project]</c> leave to this table only where from they come; extras there leave it the dependencies
    /// when these are dynamic.
    /// </summary>
    private static bool LeavesRequirements(TomlTable? project) =>
        project is null
        || (
            project["dependencies"] is null
            && (
                project["optional-dependencies"] is null
                || project.Texts("dynamic").Contains("dependencies", StringComparer.Ordinal)
            )
        );

    private void ReadMain(TomlTable table, TomlTable extras)
    {
        foreach (var extra in extras.Entries)
        {
            builder.AddExtra(extra.Key);
        }

        foreach (var entry in table.Entries)
        {
            if (entry.Key.Equals("python", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var name = PackageName.Normalize(entry.Key);
            string[] brought =
            [
                .. extras
                    .Entries.Where(e => extras.Texts(e.Key).Any(n => PackageName.Normalize(n) == name))
                    .Select(e => PackageName.Normalize(e.Key)),
            ];
            foreach (var requirement in _dependencies.Read(entry, brought, out var isOptional))
            {
                if (!isOptional || brought.Length > 0)
                {
                    Add(requirement);
                }
            }
        }
    }

    private void Add(ProjectRequirement requirement)
    {
        builder.Add(requirement);
        if (requirement.Refusal is { } refusal)
        {
            builder.Fail(refusal.Message, requirement.Location);
        }
    }

    private void ReadGroups()
    {
        if (poetry.Table("dev-dependencies") is { } development)
        {
            AddGroup("dev", development);
        }

        foreach (var group in (poetry.Table("group") ?? TomlTable.Empty).Entries)
        {
            if (group.Value is TomlTable table)
            {
                AddGroup(group.Key, table.Table("dependencies") ?? TomlTable.Empty);
            }
        }
    }

    private void AddGroup(string name, TomlTable table)
    {
        var requirements = new List<ProjectRequirement>();
        var errors = new List<ProjectProblem>();
        foreach (var entry in table.Entries.Where(e => !e.Key.Equals("python", StringComparison.OrdinalIgnoreCase)))
        {
            requirements.AddRange(_dependencies.Read(entry, [], out _));
        }

        errors.AddRange(
            requirements
                .Where(r => r.Refusal is not null)
                .Select(r => new ProjectProblem(Redaction.Redact(r.Refusal!.Message), r.Location))
        );
        builder.Groups.Add(new ProjectGroup(name, ProjectGroupKind.Poetry, [.. requirements], [.. errors]));
    }
}
