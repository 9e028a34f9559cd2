using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Files;

/// <summary>Files of the system's Python packages that dpkg has on its list and that are gone, one finding a package.</summary>
public sealed class SystemFilesMissingCheck : ICheck
{
    private const int MostShown = 5;

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [FileRules.SystemFilesMissing];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var package in context.Snapshot.SystemMissing.GroupBy(f => f.Package, StringComparer.Ordinal))
        {
            yield return Judge(context, package.Key, [.. package.OrderBy(f => IsCode(f) ? 0 : 1)]);
        }
    }

    private static bool IsCode(SystemPackageFile file) =>
        file.Path.EndsWith(".py", StringComparison.Ordinal) || NativeFileName.IsLibrary(WorldPath.Name(file.Path));

    private static Judgement Judge(CheckContext context, string package, ImmutableArray<SystemPackageFile> files)
    {
        var needed = IsCode(files[0]);
        var finding = new Finding
        {
            Rule = FileRules.SystemFilesMissing,
            Severity = needed ? Severity.Error : Severity.Warning,
            Title =
                files.Length == 1
                    ? $"{package} of the system lacks {files[0].Path}."
                    : $"{package} of the system lacks {Prose.Count(files.Length, "file")}, among them {files[0].Path}.",
            Message = needed ? "What imports it fails." : "What reads these files fails.",
            Subject = new Subject(SubjectKind.File, package),
            Location = new Location(files[0].Path),
            Evidence = [.. files.Take(MostShown).Select(f => new Evidence("on dpkg's list, not on disk", f.Path))],
            Cause = "system-package:" + package,
        };
        return new Judgement(
            finding,
            [
                new ProposedFix(
                    $"let the system install {package} again, as root",
                    ["apt-get install --reinstall " + context.Commands.Quote(package)],
                    1,
                    s => s with { SystemMissing = s.SystemMissing.RemoveAll(f => f.Package == package) }
                ),
            ]
        );
    }
}
