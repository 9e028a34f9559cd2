using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Checks.Files;

/// <summary>Files whose line ends were converted: Python does not care, a script on Linux may.</summary>
public sealed class LineEndingsCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [FileRules.LineEndings];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var (distribution, files) in context.Deviations.All)
        {
            var converted = files.Where(f => f.Kind == FileDeviationKind.LineEndings).ToList();
            if (converted.Count == 0 || distribution.Site.IsDistributionManaged)
            {
                continue;
            }

            // The kernel looks for an interpreter whose name ends in a carriage return.
            var scripts = converted.Any(f =>
                f.Role == FileRole.Script && f.File.Row.Hash is { } hash && f.Facts?.DigestWithLf == hash
            );
            var what = converted.Count == 1 ? converted[0].File.Row.Path : Prose.Count(converted.Count, "file");
            yield return new Judgement(
                DeviationFindings.Of(
                    FileRules.LineEndings,
                    scripts ? Severity.Warning : Severity.Info,
                    distribution,
                    converted,
                    $"{distribution.Label}: {what} differ{(converted.Count == 1 ? "s" : "")} in line ends only.",
                    scripts
                        ? "A script with Windows line ends does not start on Linux and macOS."
                        : "An editor or git converted them; Python reads both."
                ),
                DeviationFindings.Fixes(context, distribution, converted)
            );
        }
    }
}
