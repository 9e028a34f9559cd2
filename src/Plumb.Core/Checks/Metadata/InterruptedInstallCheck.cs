using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Metadata;

/// <summary>Temporary files that installers rename at their end: <c>RECORDk3j9x_2a.tmp</c> of pip, <c>.tmpAb12Cd</c> of uv.</summary>
public sealed class InterruptedInstallCheck : ICheck
{
    private static readonly ImmutableArray<string> _written =
    [
        "RECORD",
        "INSTALLER",
        "REQUESTED",
        "direct_url.json",
        "METADATA",
        "WHEEL",
    ];

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [MetadataRules.InterruptedInstall];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var distribution in context.Snapshot.Distributions.Where(d => d.Site.IsOwn))
        {
            var names = distribution
                .MetadataEntries.Where(e => e.Kind == FileKind.File && IsTemporary(e.Name))
                .Select(e => e.Name)
                .ToImmutableArray();
            if (!names.IsEmpty)
            {
                yield return Judge(context, distribution, names);
            }
        }

        foreach (var site in context.Snapshot.Sites.Where(s => s.IsOwn && !s.IsDistributionManaged))
        {
            var names = (context.Snapshot.Tree.Folder(site.Path)?.Entries ?? [])
                .Where(e => IsRandom(e.Name))
                .Select(e => e.Name)
                .ToImmutableArray();
            if (!names.IsEmpty)
            {
                yield return Judge(context, site, names);
            }
        }
    }

    /// <summary>A file of a metadata folder under the name that it has while it is written.</summary>
    public static bool IsTemporary(string name) =>
        name.EndsWith(".tmp", StringComparison.Ordinal)
        && _written.Any(w => name.Length > w.Length + 4 && name.StartsWith(w, StringComparison.Ordinal));

    /// <summary><c>.tmp</c> and six letters or digits: how uv names files until they have their place.</summary>
    public static bool IsRandom(string name) =>
        name.Length == 10
        && name.StartsWith(".tmp", StringComparison.Ordinal)
        && name.AsSpan(4).IndexOfAnyExcept(_letters) < 0;

    private static readonly System.Buffers.SearchValues<char> _letters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    );

    private static Judgement Judge(
        CheckContext context,
        InstalledDistribution distribution,
        ImmutableArray<string> names
    )
    {
        var folder = WorldPath.Name(distribution.Location);
        var paths = names.Select(n => WorldPath.Join(distribution.Location, n)).ToImmutableArray();
        var noRecord = distribution.RecordState == RecordState.Missing;
        var finding = new Finding
        {
            Rule = MetadataRules.InterruptedInstall,
            Severity = noRecord ? Severity.Warning : Severity.Info,
            Title =
                $"The installation of {distribution.Label} was interrupted: {folder} still holds {Prose.List(names)}.",
            Message = noRecord
                ? "RECORD was never put in its place, so files of it may be missing too."
                : "RECORD is there, so a later installation came to its end; the file is of no use.",
            Subject = new Subject(SubjectKind.Distribution, distribution.Name, distribution.VersionText),
            Location = new Location(paths[0]),
            Evidence = [new Evidence("installers rename this file to its real name at their end", paths[0])],
            Cause = Causes.Installation(distribution),
            IsConsequence = noRecord && distribution.MetadataFailure != FileFailure.NotFound,
        };
        var delete = DistributionFixes.Delete(context, $"delete {Prose.List(names)}", paths);
        if (!noRecord || DistributionFixes.InstallOver(context, distribution) is not { } again)
        {
            return new Judgement(finding, [delete]);
        }

        var both = new ProposedFix(
            $"{again.Title} and {delete.Title}",
            [.. again.Commands, .. delete.Commands],
            again.Changes + delete.Changes,
            s => delete.Edit!(again.Edit!(s))
        );
        return new Judgement(finding, [both]);
    }

    private static Judgement Judge(CheckContext context, SiteFolder site, ImmutableArray<string> names)
    {
        var paths = names.Select(n => WorldPath.Join(site.Path, n)).ToImmutableArray();
        var finding = new Finding
        {
            Rule = MetadataRules.InterruptedInstall,
            Severity = Severity.Info,
            Title =
                $"{WorldPath.Name(site.Path)} holds {Prose.Count(names.Length, "temporary file")} of an interrupted "
                + $"installation: {Prose.List(names)}.",
            Subject = new Subject(SubjectKind.File, paths[0]),
            Location = new Location(paths[0]),
            Evidence = [new Evidence("uv gives files such names until they have their place", paths[0])],
            Cause = "temporary:" + site.Path,
        };
        return new Judgement(finding, [DistributionFixes.Delete(context, "delete them", paths)]);
    }
}
