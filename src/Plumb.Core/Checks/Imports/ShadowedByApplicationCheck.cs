using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Knowledge;
using Plumb.Text;

namespace Plumb.Checks.Imports;

/// <summary>
/// Files and folders of the application that take the place of a library or of a standard module: the folder of a script that is run is the
/// first line of <c>sys.path</c>. A folder without <c>__init__.py</c> hides nothing, because a regular package further down wins (PEP 420).
/// </summary>
public sealed class ShadowedByApplicationCheck : ICheck
{
    // Every project has these; where a library installs one too, by mistake, nobody imports it.
    private static readonly FrozenSet<string> _projectNames = FrozenSet.Create(
        StringComparer.Ordinal,
        "benchmarks",
        "conftest",
        "docs",
        "examples",
        "scripts",
        "setup",
        "test",
        "tests",
        "tools"
    );

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [ImportRules.ShadowedByApplication];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var snapshot = context.Snapshot;
        if (snapshot.Application is not { } application || snapshot.Sites.Any(s => s.Path == application))
        {
            yield break;
        }

        var packages = ImportPackages.Of(snapshot);
        foreach (var module in snapshot.ApplicationModules.Where(m => !_projectNames.Contains(m.Name)))
        {
            if (module.Kind == ModuleKind.Namespace)
            {
                continue;
            }

            var hidden = packages.Find(module.Name).Where(b => !IsTheApplication(b.Distribution, snapshot)).ToList();
            if (hidden.Count > 0)
            {
                yield return Hidden(context, module, hidden[0]);
            }
            else if (
                packages.Find(module.Name).Count == 0
                && StandardLibraryModules.Embedded.CanBeHidden(
                    module.Name,
                    snapshot.Installation.Major,
                    snapshot.Installation.Minor
                )
            )
            {
                yield return Hidden(context, module, null);
            }
        }
    }

    private static bool IsTheApplication(InstalledDistribution distribution, EnvironmentSnapshot snapshot) =>
        distribution.Key == snapshot.ApplicationName
        || (
            distribution.DirectUrl?.LocalPath is { } source
            && (WorldPath.IsWithin(snapshot.Application!, source) || WorldPath.IsWithin(source, snapshot.Application!))
        );

    private static Judgement Hidden(CheckContext context, ObservedModule module, ImportPackages.Brought? library)
    {
        var file = WorldPath.Name(module.Path) + (module.Kind == ModuleKind.Package ? "/" : "");
        var what = library is { } brought ? brought.Distribution.Label : $"the standard module {module.Name}";
        var finding = new Finding
        {
            Rule = ImportRules.ShadowedByApplication,
            Severity = Severity.Warning,
            Title = $"{file} in the application's folder hides {what} from every script that is started there.",
            Message =
                $"A script's own folder is searched first: \"import {module.Name}\" finds {module.Path}, also when a library asks for it.",
            Subject = new Subject(SubjectKind.File, module.Path),
            Location = new Location(module.Path),
            Evidence =
            [
                new Evidence($"{module.Path} can be imported as {module.Name}", module.Path),
                library is { } by
                    ? new Evidence(
                        $"{by.Distribution.Label} brings {module.Name}",
                        WorldPath.Join(by.Distribution.Location, "RECORD")
                    )
                    : new Evidence(
                        $"{module.Name} is a module of the standard library of Python {context.Snapshot.Installation.Version}"
                    ),
            ],
        };
        return new Judgement(finding, [Rename(context, module)]);
    }

    private static ProposedFix Rename(CheckContext context, ObservedModule module)
    {
        var name = WorldPath.Name(module.Path);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var other = dot < 0 ? "app_" + name : "app_" + name[..dot] + name[dot..];
        return new ProposedFix(
            $"rename it to {other}, and what imports it in the application",
            [context.Commands.Move(module.Path, WorldPath.Join(WorldPath.Parent(module.Path), other))],
            1,
            s => s with { ApplicationModules = s.ApplicationModules.RemoveAll(m => m.Path == module.Path) }
        );
    }
}
