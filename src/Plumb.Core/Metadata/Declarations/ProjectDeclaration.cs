using Plumb.Metadata.Projects;

namespace Plumb.Metadata.Declarations;

/// <summary>Says a project in the terms of a declaration.</summary>
internal static class ProjectDeclaration
{
    public static Declaration Of(Project project, string path, DeclarationKind kind) =>
        new()
        {
            Path = path,
            Kind = kind,
            Items =
            [
                .. project.Requirements.Select(r => DeclaredItem.Of(r)),
                .. project.Groups.SelectMany(g => g.Requirements.Select(r => DeclaredItem.Of(r, g.Name))),
            ],
            RequiresPython = project.RequiresPython,
            Completeness = project.Completeness,
            Troubles =
            [
                .. project
                    .Errors.Concat(project.Groups.SelectMany(g => g.Errors))
                    .Select(e => new DeclarationTrouble(e.Message, e.Location)),
            ],
            Remarks = [.. project.Warnings.Select(w => new DeclarationTrouble(w.Message, w.Location))],
            Sources = [path, .. project.Sources.Where(s => s != path)],
        };
}
