using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Imports;

/// <summary>
/// Sources in a folder of PYTHONPATH that take the place of an installed package: no distribution owns them there, so that no version tells.
/// What another distribution brings there is a matter of versions (<see cref="HiddenDistributionCheck"/>).
/// </summary>
public sealed class ShadowedByPathCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [ImportRules.ShadowedByPath];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var snapshot = context.Snapshot;
        var folders = snapshot.Sites.Where(s => s.Origin == PathOrigin.PythonPath && s.Path != snapshot.Application);
        var packages = new Lazy<ImportPackages>(() => ImportPackages.Of(snapshot));
        foreach (var folder in folders)
        {
            var modules = folder.IsFilled
                ? ModuleListing.Of(snapshot.Tree, folder.Path)
                : snapshot.PathModules.Where(m => WorldPath.Parent(m.Path) == folder.Path);
            foreach (var module in modules.Where(m => m.Kind != ModuleKind.Namespace))
            {
                var brought = packages.Value.Find(module.Name);
                if (
                    brought.All(b => b.Distribution.Site.Order > folder.Order && !IsItsSource(b.Distribution, module))
                    && brought is [{ Distribution: { } hidden }, ..]
                )
                {
                    yield return Judge(context, folder, module, hidden);
                }
            }
        }
    }

    // Names that every project gives its own folders, and some distributions install by mistake.
    private static readonly FrozenSet<string> _ofAnyProject = FrozenSet.Create(
        StringComparer.Ordinal,
        "test",
        "tests",
        "testing",
        "doc",
        "docs",
        "example",
        "examples",
        "scripts",
        "tools",
        "benchmarks",
        "samples",
        "build",
        "conftest",
        "setup"
    );

    // An editable install leads to the same sources.
    private static bool IsItsSource(InstalledDistribution distribution, ObservedModule module) =>
        distribution.DirectUrl?.LocalPath is { } source && WorldPath.IsWithin(module.Path, source);

    private static Judgement Judge(
        CheckContext context,
        SiteFolder folder,
        ObservedModule module,
        InstalledDistribution hidden
    ) =>
        new(
            new Finding
            {
                Rule = ImportRules.ShadowedByPath,
                Severity =
                    hidden.Site.IsDistributionManaged || _ofAnyProject.Contains(module.Name)
                        ? Severity.Info
                        : Severity.Warning,
                Title =
                    $"{module.Path} is imported instead of {module.Name} of {hidden.Label}, which is installed here.",
                Message = $"PYTHONPATH names {folder.Path}, which is searched before {hidden.Site.Path}.",
                Subject = new Subject(SubjectKind.File, module.Path),
                Location = new Location(module.Path),
                Evidence =
                [
                    new Evidence($"{module.Path} can be imported as {module.Name}", module.Path),
                    new Evidence($"{hidden.Label} brings {module.Name}", WorldPath.Join(hidden.Location, "RECORD")),
                ],
            },
            [
                new ProposedFix(
                    "start without PYTHONPATH",
                    [context.Commands.Unset("PYTHONPATH")],
                    1,
                    s => PathEdits.WithoutSites(s, PathOrigin.PythonPath)
                ),
            ]
        );
}
