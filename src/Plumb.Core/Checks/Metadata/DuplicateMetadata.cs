using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Python;

namespace Plumb.Checks.Metadata;

/// <summary>The metadata folders of one project in one site folder, when there are several.</summary>
/// <param name="InUse">The one whose files lie on disk.</param>
/// <param name="Ghosts">The others: nothing that they say is true any more.</param>
public sealed record DuplicateMetadata(InstalledDistribution InUse, ImmutableArray<InstalledDistribution> Ghosts)
{
    /// <summary>
    /// Finds them. Folders without METADATA and RECORD are left out (they are dead, not second), and so are links to a source folder,
    /// whose project may be installed beside them on purpose.
    /// </summary>
    public static ImmutableArray<DuplicateMetadata> Of(EnvironmentSnapshot snapshot) =>
        [
            .. snapshot
                .Distributions.Where(d => d.Format != DistributionFormat.EggLink && !DeadFolder.Is(d))
                .GroupBy(d => (d.Site.Order, Name: KeyOf(d)))
                .Where(g => g.Skip(1).Any())
                .Select(g => RecordMatch.MostPresentFirst(g).ToImmutableArray())
                .Select(d => new DuplicateMetadata(d[0], d.RemoveAt(0))),
        ];

    private static string KeyOf(InstalledDistribution distribution) =>
        distribution.Key.IsEmpty ? PackageName.Normalize(distribution.Name) : distribution.Key.Normalized;
}
