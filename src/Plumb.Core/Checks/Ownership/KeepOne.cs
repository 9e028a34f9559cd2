using System.Collections.Immutable;
using Plumb.Environments;

namespace Plumb.Checks.Ownership;

/// <summary>Fixes for distributions that cannot be whole together: remove all of them, then install the one that stays.</summary>
internal static class KeepOne
{
    /// <summary>
    /// The one that the most others require first, then the one whose files lie on disk. One whose removal would leave a requirement unmet
    /// stays; where that holds for several, nothing is removed and the files are made those of one.
    /// </summary>
    public static ImmutableArray<ProposedFix> Of(
        CheckContext context,
        ImmutableArray<InstalledDistribution> owners,
        InstalledDistribution? onDisk
    )
    {
        var commands = context.Commands.For(owners[0].Site);
        if (!commands.CanUninstall || owners.Any(o => DistributionFixes.Pinned(o) is null))
        {
            return [];
        }

        var ordered = owners
            .OrderByDescending(o => context.Requirements.Requirers(o.Key).Count())
            .ThenBy(o => o.Location == onDisk?.Location ? 0 : 1)
            .ThenBy(o => o.Key)
            .ToList();
        var required = ordered.Where(o => context.Requirements.Requirers(o.Key).Any()).ToList();
        return required.Count > 1
            ? onDisk is null
                ? [Overwrite(context, ordered[0], required)]
                : []
            : required.Count == 1
                ? [Keep(context, owners, ordered[0])]
                : [.. ordered.Take(2).Select(keep => Keep(context, owners, keep))];
    }

    /// <summary>A sentence for several that installed distributions require, so that none can go; "" otherwise.</summary>
    public static string WhyNone(CheckContext context, ImmutableArray<InstalledDistribution> owners)
    {
        var requirers = owners
            .Select(o => context.Requirements.Requirers(o.Key).Select(e => e.From.Name).FirstOrDefault())
            .OfType<string>()
            .ToList();
        return requirers.Count < owners.Length
            ? ""
            : $" Neither can go while {Prose.List(requirers.Distinct(StringComparer.Ordinal), 4)} {(requirers.Count == 1 ? "asks" : "ask")} for them.";
    }

    private static ProposedFix Keep(
        CheckContext context,
        ImmutableArray<InstalledDistribution> owners,
        InstalledDistribution keep
    )
    {
        var commands = context.Commands.For(keep.Site);
        var others = owners.Where(o => o.Location != keep.Location).ToList();
        return new ProposedFix(
            $"keep {keep.Label}, remove {Prose.List(others.Select(o => o.Name))}",
            [commands.Uninstall(owners.Select(o => o.Name)), commands.Install(DistributionFixes.Pinned(keep)!)],
            owners.Length,
            s =>
                SnapshotEdits.Reinstall(
                    others.Aggregate(s, (e, o) => SnapshotEdits.Remove(e, o.Location)),
                    keep.Location
                )
        );
    }

    private static ProposedFix Overwrite(
        CheckContext context,
        InstalledDistribution keep,
        List<InstalledDistribution> required
    )
    {
        var commands = context.Commands.For(keep.Site);
        return new ProposedFix(
            $"make the files those of {keep.Label} (installed distributions require {Prose.List(required.Select(r => r.Name))}, so none can go)",
            [commands.Reinstall(DistributionFixes.Pinned(keep)!)],
            1,
            s => SnapshotEdits.Reinstall(s, keep.Location)
        );
    }
}
