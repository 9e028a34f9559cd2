using Plumb.Metadata.Toml;
using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>Reads the tables for those who work on a project: PEP 735's and those of pdm, hatch and uv.</summary>
internal sealed class GroupTables(TomlDocument document, ProjectBuilder builder)
{
    public void Read()
    {
        if (document.Root.TryGet<TomlTable>("dependency-groups", out var standard))
        {
            ReadStandard(standard);
        }

        foreach (var group in (document.Root.Table("tool", "pdm", "dev-dependencies") ?? TomlTable.Empty).Entries)
        {
            AddTexts(group.Key, ProjectGroupKind.Pdm, group.Value);
        }

        foreach (var environment in (document.Root.Table("tool", "hatch", "envs") ?? TomlTable.Empty).Entries)
        {
            if (
                environment.Value is TomlTable table
                && (table["dependencies"] ?? table["extra-dependencies"]) is { } value
            )
            {
                AddTexts(environment.Key, ProjectGroupKind.Hatch, value);
            }
        }

        if (document.Root.Table("tool", "uv")?["dev-dependencies"] is { } development)
        {
            AddTexts("dev", ProjectGroupKind.Uv, development);
        }
    }

    private void ReadStandard(TomlTable table)
    {
        var groups = DependencyGroupTable.Read(table);
        foreach (var group in groups.Groups)
        {
            var resolved = groups.Resolve(group.WrittenName);
            var location = document.LocationOf(group.Offset);
            builder.Groups.Add(
                new ProjectGroup(
                    group.WrittenName,
                    ProjectGroupKind.Standard,
                    [.. resolved.Requirements.Select(r => ProjectBuilder.Of(r, location))],
                    [
                        .. resolved.Errors.Select(e => new ProjectProblem(
                            Redaction.Redact(e.Message),
                            document.LocationOf(e.Offset)
                        )),
                    ]
                )
            );
        }
    }

    private void AddTexts(string name, ProjectGroupKind kind, TomlValue value)
    {
        ProjectRequirement[] requirements =
        [
            .. (value as TomlArray)?.Items.OfType<TomlString>().Select(Requirement) ?? [],
        ];
        builder.Groups.Add(
            new ProjectGroup(
                name,
                kind,
                [.. requirements],
                [
                    .. requirements
                        .Where(r => r.Refusal is not null)
                        .Select(r => new ProjectProblem(Redaction.Redact($"'{r.Text}' is no requirement"), r.Location)),
                ]
            )
        );
    }

    /// <summary>pdm also takes "-e URL", of which what follows is read.</summary>
    private ProjectRequirement Requirement(TomlString text) =>
        ProjectBuilder.ReadText(
            text.Text.StartsWith("-e ", StringComparison.Ordinal) ? text.Text[3..] : text.Text,
            document.LocationOf(text)
        );
}
