using System.Collections.Immutable;
using System.Globalization;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Checks.Files;

/// <summary>
/// Files that differ from RECORD and have several names on disk. uv and conda link files out of their cache: who edits one edits the
/// cache and every environment that was made from it.
/// </summary>
public sealed class CachePoisonedCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [FileRules.CachePoisoned];

    /// <inheritdoc />
    public Observation Needs => Observation.Files;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        foreach (var (distribution, files) in context.Deviations.All)
        {
            var linked = files
                .Where(f => f.Facts is { HardLinks: > 1 })
                .Where(f => f.Kind is FileDeviationKind.Altered or FileDeviationKind.LineEndings || f.IsDamage)
                .ToList();
            if (linked.Count > 0 && !distribution.Site.IsDistributionManaged)
            {
                yield return new Judgement(
                    Judge(distribution, linked),
                    DeviationFindings.Fixes(context, distribution, linked)
                );
            }
        }
    }

    private static Finding Judge(InstalledDistribution distribution, List<FileDeviation> linked)
    {
        // Only these two link out of a cache; elsewhere the other names may be a backup or a copy.
        var byCache = distribution.Installer is "uv" or "conda";
        var code = linked.Any(f => f.Role is FileRole.Code or FileRole.Library);
        var links = linked.Max(f => f.Facts!.HardLinks);
        var names = string.Create(CultureInfo.InvariantCulture, $"{links} names");
        return DeviationFindings.Of(
            FileRules.CachePoisoned,
            byCache && code ? Severity.Warning : Severity.Info,
            distribution,
            linked,
            byCache
                ? $"{distribution.Label}: the change of {DeviationFindings.Names(linked, 2)} is in {distribution.Installer}'s cache too."
                : $"{distribution.Label}: the change of {DeviationFindings.Names(linked, 2)} is also at other places of this disk.",
            byCache
                ? $"The file has {names} on this disk: one is the cache's, and every environment made from it has the change."
                : $"The file has {names} on this disk, and all of them were changed."
        );
    }
}
