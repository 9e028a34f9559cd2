using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Checks.Files;

/// <summary>Files that were changed after installation and that nothing explains.</summary>
public sealed class AlteredFilesCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [FileRules.Altered];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var (distribution, files) in context.Deviations.All)
        {
            var published = files.Where(f => f.Kind == FileDeviationKind.RecordChanged).ToList();
            if (published.Count > 0 && !distribution.Site.IsDistributionManaged)
            {
                yield return new Judgement(
                    JudgeRecord(distribution, published),
                    DeviationFindings.Fixes(context, distribution, published)
                );
            }

            var altered = files.Where(f => f.Kind == FileDeviationKind.Altered).ToList();
            if (altered.Count > 0 && !distribution.Site.IsDistributionManaged)
            {
                yield return new Judgement(
                    Judge(distribution, altered),
                    DeviationFindings.Fixes(context, distribution, altered)
                );
            }
        }
    }

    private static Finding JudgeRecord(InstalledDistribution distribution, List<FileDeviation> published) =>
        DeviationFindings.Of(
            FileRules.Altered,
            Severity.Info,
            distribution,
            published,
            $"{distribution.Label}: RECORD was changed after it was installed, in what it says of {DeviationFindings.Names(published)}.",
            $"The {(published.Count == 1 ? "file is" : "files are")} as in the wheel that it was installed from."
        ) with
        {
            About = "RECORD",
        };

    private static Finding Judge(InstalledDistribution distribution, List<FileDeviation> altered)
    {
        var code = altered.Where(f => f.Role is FileRole.Code or FileRole.Library).ToList();
        var certificates = altered.All(f => f.Role == FileRole.Certificates);
        var what =
            altered.Count == 1
                ? $"{DeviationFindings.Shown(altered[0])} was changed"
                : $"{Prose.Count(altered.Count, "file")} ({DeviationFindings.Names(altered, 2)}) were changed";
        return DeviationFindings.Of(
            FileRules.Altered,
            code.Count > 0 ? Severity.Warning : Severity.Info,
            distribution,
            altered,
            $"{distribution.Label}: {what} after it was installed.",
            certificates ? "Companies add their own certificates like this. An upgrade replaces the file."
                : code.Count > 0
                    ? "It does not run as published. If somebody patched it on purpose, the patch is lost with the next upgrade."
                : "No code is among them."
        );
    }
}
