using Plumb.Files;
using Plumb.Metadata.Conda;
using Plumb.Metadata.Projects;
using Plumb.Metadata.Requirements;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Declarations;

/// <summary>
/// Says a requirements file in the terms of a declaration. A project's folder in it (<c>-e .</c>) also brings what that project
/// itself asks for, because pip installs that along with it.
/// </summary>
internal sealed class RequirementsDeclaration(FileWorld world)
{
    private const int MostProjects = 100;

    public Declaration Of(RequirementsFile file, string path, DeclarationKind kind = DeclarationKind.RequirementsFile)
    {
        var items = new List<DeclaredItem>();
        var troubles = new List<DeclarationTrouble>();
        var remarks = new List<DeclarationTrouble>();
        var sources = new List<string>([path]);
        var completeness = Completeness.Known;
        var projects = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in file.Requirements)
        {
            var item = DeclaredItem.Of(line);
            if (line.Refusal is { } refusal)
            {
                troubles.Add(new DeclarationTrouble(Redaction.Redact($"{line}: {refusal.Message}"), line.Location));
            }

            if (FolderOf(line) is { } folder && projects.Count < MostProjects && projects.Add(folder))
            {
                var project = Project.Read(world, folder);
                item = Named(item, project);
                items.Add(item);
                items.AddRange(Needs(project, line));
                sources.AddRange(project?.Sources ?? []);
                completeness =
                    project is null || project.Completeness <= completeness ? completeness : Completeness.Partial;
                remarks.AddRange((project?.Warnings ?? []).Select(w => new DeclarationTrouble(w.Message, w.Location)));
            }
            else
            {
                items.Add(item);
            }
        }

        troubles.AddRange(file.Errors.Select(e => new DeclarationTrouble(e.Message, e.Location)));
        remarks.AddRange(file.Warnings.Select(w => new DeclarationTrouble(w.Message, w.Location)));
        sources.AddRange(file.Sources.Where(s => s.IsRead).Select(s => s.Path));
        var isRead = file.Sources is [] || file.Sources[0].IsRead;
        return new Declaration
        {
            Path = path,
            Kind = kind,
            Items = [.. items],
            Completeness =
                !isRead ? Completeness.Unknown
                : file.Sources.Any(s => !s.IsRead) || !file.Errors.IsEmpty ? Completeness.Partial
                : completeness,
            Troubles = [.. troubles],
            Remarks = [.. remarks],
            Sources = [.. sources.Distinct(StringComparer.Ordinal)],
            Options = file.Options,
        };
    }

    /// <summary>conda's environment file: its own packages, then what pip is handed.</summary>
    public Declaration WithConda(CondaEnvironmentFile file, RequirementsFile pip)
    {
        var declared = Of(pip, file.File, DeclarationKind.CondaEnvironment);
        var python = file.Dependencies.FirstOrDefault(d => d.Name == "python");
        return declared with
        {
            Items = [.. file.Dependencies.Select(Of), .. declared.Items],
            RequiresPython = python?.Specifiers is { } versions
                ? new PythonRequirement(versions.ToString(), versions, python.Location)
                : null,
            Troubles =
            [
                .. file.Problems.Select(p => new DeclarationTrouble(Redaction.Redact(p.Message), p.Location)),
                .. declared.Troubles,
            ],
        };
    }

    private static DeclaredItem Of(CondaDependency dependency)
    {
        _ = PackageName.TryParse(dependency.Name, out var name);
        return new DeclaredItem
        {
            Text = dependency.Version is null ? dependency.Name : $"{dependency.Name} {dependency.Version}",
            Location = dependency.Location,
            Name = name,
            Range = dependency.Specifiers?.ToRange() ?? (dependency.Version is null or "*" ? VersionRange.All : null),
            IsConda = true,
        };
    }

    private string? FolderOf(RequirementLine line)
    {
        if (line.IsConstraint || line.Link is null || !line.Link.StartsWith("file:", StringComparison.Ordinal))
        {
            return null;
        }

        var path = UrlParts.TrySplit(line.Link, out var parts, out _) ? Uri.UnescapeDataString(parts.Path) : "";
        return path.StartsWith('/') && world.IsDirectory(path) ? WorldPath.Normalize(path) : null;
    }

    private static DeclaredItem Named(DeclaredItem item, Project? project) =>
        item.Name.IsEmpty && project?.Name is { } text && PackageName.TryParse(text, out var name)
            ? item with
            {
                Name = name,
                Range = VersionRange.All,
                Requirement = new Requirement
                {
                    Name = name,
                    WrittenName = text,
                    Url = item.Url,
                    Marker = item.Marker,
                },
            }
            : item;

    /// <summary>What the project needs under the extras that the line asks for.</summary>
    private static IEnumerable<DeclaredItem> Needs(Project? project, RequirementLine line)
    {
        var extras = line.Extras.Select(PackageName.Normalize).ToArray();
        foreach (var requirement in project?.Requirements ?? [])
        {
            if (requirement.Extra is null)
            {
                yield return DeclaredItem.Of(requirement);
            }
            else if (extras.Contains(requirement.Extra, StringComparer.Ordinal))
            {
                yield return AskedFor(DeclaredItem.Of(requirement));
            }
        }
    }

    /// <summary>The extra was asked for, so that its condition holds and the rest of the marker decides.</summary>
    private static DeclaredItem AskedFor(DeclaredItem item)
    {
        var text = item.Marker?.ToString() ?? "";
        var condition = $"extra == \"{item.Extra}\"";
        var rest =
            text == condition ? null
            : text.EndsWith(" and " + condition, StringComparison.Ordinal) ? text[..^(condition.Length + 5)]
            : text;
        var marker = rest is not null && Marker.TryParse(rest, out var kept, out _) ? kept : null;
        return item with
        {
            Extra = null,
            Marker = marker,
            Requirement = item.Requirement is null ? null : item.Requirement with { Marker = marker },
        };
    }
}
