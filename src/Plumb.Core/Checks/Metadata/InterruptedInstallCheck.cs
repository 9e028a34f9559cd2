using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;
using Plumb.Text;

namespace Plumb.Checks.Metadata;

/// <summary>Temporary files that installers rename at their end: <c>RECORDk3j9x_2a.tmp</c> of pip, <c>.tmpAb12Cd</c> of uv.</summary>
public sealed class InterruptedInstallCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [MetadataRules.InterruptedInstall];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var distribution in context.Snapshot.Distributions.Where(d => d.Site.IsOwn))
        {
            var names = TemporaryFiles.Of(distribution);
            if (!names.IsEmpty)
            {
                yield return Judge(context, distribution, names);
            }
        }

        foreach (var site in context.Snapshot.Sites.Where(s => s.IsOwn && !s.IsDistributionManaged))
        {
            var names = (context.Snapshot.Tree.Folder(site.Path)?.Entries ?? [])
                .Where(e => TemporaryFiles.IsInSite(e.Name))
                .Select(e => e.Name)
                .ToImmutableArray();
            if (!names.IsEmpty)
            {
                yield return Judge(context, site, names);
            }
        }
    }

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
        var again = noRecord ? DistributionFixes.InstallOver(context, distribution) : null;
        return new Judgement(finding, [again ?? delete]);
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
