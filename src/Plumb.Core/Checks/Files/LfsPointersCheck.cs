using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Files;

/// <summary>git-lfs pointers in the place of binary files, whether RECORD knows the real file or was written with the pointer.</summary>
public sealed class LfsPointersCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [FileRules.LfsPointer];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        var pointers = context
            .Snapshot.Contents.Where(c => c.Value.IsLfsPointer)
            .Select(c => c.Key)
            .Where(p => context.Ownership.IsOwned(p) || !IsOnPythonPath(context.Snapshot, p))
            .Order(StringComparer.Ordinal)
            .GroupBy(
                path => context.Ownership.OwnerOf(path)?.Location ?? WorldPath.Parent(path),
                StringComparer.Ordinal
            );
        foreach (var group in pointers)
        {
            var paths = group.ToList();
            var owner = context.Ownership.OwnerOf(paths[0]);
            var finding = Judge(context, owner, paths);
            var recorded =
                owner is not null && context.Deviations.For(owner).Any(d => d.Kind == FileDeviationKind.LfsPointer);
            yield return recorded && DistributionFixes.Reinstall(context, owner!) is { } again
                ? new Judgement(finding, [again])
                : finding;
        }
    }

    // What nobody installed there is somebody's checkout.
    private static bool IsOnPythonPath(EnvironmentSnapshot snapshot, string path) =>
        snapshot.Sites.Any(s => s is { MayDeleteUnowned: false } && WorldPath.IsWithin(path, s.Path));

    private static Finding Judge(CheckContext context, InstalledDistribution? owner, List<string> paths)
    {
        var names = Prose.List(paths.Select(p => WorldPath.Relative(p, owner?.Site.Path ?? WorldPath.Parent(p))));
        var verb = paths.Count == 1 ? "is a git-lfs pointer" : "are git-lfs pointers";
        return new Finding
        {
            Rule = FileRules.LfsPointer,
            Severity = Severity.Error,
            Title =
                $"{(owner is null ? "" : owner.Label + ": ")}{names} {verb}, not the {(paths.Count == 1 ? "file itself" : "files themselves")}.",
            Message =
                "Whatever loads it reads a few lines of text. Fetch the real file with \"git lfs pull\" in the repository that it came from.",
            Subject = owner is null
                ? new Subject(SubjectKind.File, paths[0])
                : new Subject(SubjectKind.Distribution, owner.Name, owner.VersionText),
            Location = new Location(paths[0]),
            Evidence =
            [
                .. paths
                    .Take(3)
                    .Select(p => new Evidence(context.Snapshot.Contents[p].Beginning ?? "a git-lfs pointer", p)),
            ],
            Cause = owner is null ? "lfs:" + WorldPath.Parent(paths[0]) : Causes.Installation(owner),
        };
    }
}
