using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Knowledge;
using Plumb.Text;

namespace Plumb.Checks.Imports;

/// <summary>
/// Modules in folders that are searched before the standard library, and take the place of its modules: backports (<c>typing</c>, <c>enum34</c>,
/// <c>dataclasses</c>) that were installed into a folder on PYTHONPATH.
/// </summary>
public sealed class HiddenStandardLibraryCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [ImportRules.HiddenStandardLibrary];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var installation = context.Snapshot.Installation;
        var before = installation
            .SearchPath.TakeWhile(e => e.Origin != PathOrigin.StandardLibrary)
            .Select(e => e.Path)
            .ToHashSet(StringComparer.Ordinal);
        if (before.Count == installation.SearchPath.Length)
        {
            // Without a standard library on the path nothing stands before it.
            yield break;
        }

        foreach (var site in context.Snapshot.Sites.Where(s => before.Contains(s.Path)))
        {
            var modules = site.IsFilled
                ? ModuleListing.Of(context.Snapshot.Tree, site.Path)
                : context.Snapshot.PathModules.Where(m => WorldPath.Parent(m.Path) == site.Path);
            foreach (var module in modules)
            {
                if (
                    module.Kind != ModuleKind.Namespace
                    && StandardLibraryModules.Embedded.CanBeHidden(module.Name, installation.Major, installation.Minor)
                )
                {
                    yield return Judge(context, site, module);
                }
            }
        }
    }

    private static Judgement Judge(CheckContext context, SiteFolder site, ObservedModule module)
    {
        var owner = context.Ownership.OwnerOf(
            module.Kind == ModuleKind.Package ? module.Path + "/__init__.py" : module.Path
        );
        var finding = new Finding
        {
            Rule = ImportRules.HiddenStandardLibrary,
            Severity = Severity.Warning,
            Title =
                $"{module.Name} {(owner is null ? "" : $"of {owner.Label} ")}in {site.Path} is imported instead of the standard library's.",
            Message = $"The folder stands before the standard library on sys.path (PYTHONPATH).",
            Subject = new Subject(SubjectKind.File, module.Path),
            Location = new Location(module.Path),
            Evidence =
            [
                new Evidence(
                    $"{module.Name} is a module of the standard library of Python {context.Snapshot.Installation.Version}",
                    module.Path
                ),
            ],
        };
        return new Judgement(
            finding,
            [
                owner is null
                    ? new ProposedFix(
                        "start without PYTHONPATH",
                        [context.Commands.Unset("PYTHONPATH")],
                        1,
                        s => PathEdits.WithoutSites(s, PathOrigin.PythonPath)
                    )
                    : new ProposedFix(
                        $"uninstall {owner.Label}",
                        [context.Commands.Delete(module.Path, owner.Location)],
                        1,
                        s => SnapshotEdits.DeletePaths(SnapshotEdits.Remove(s, owner.Location), module.Path)
                    ),
            ]
        );
    }
}
