using System.Collections.Immutable;
using Plumb.Checks.Installing;
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
        // Nothing is removed that could not be brought back.
        if (owners.Any(o => context.Installers.For(o) is not { CanUninstall: true } || Asked.Again(o) is null))
        {
            return [];
        }

        var ordered = owners
            .OrderByDescending(o => context.Requirements.Requirers(o.Key).Count())
            .ThenBy(o => o.Location == onDisk?.Location ? 0 : 1)
            .ThenBy(o => o.Key)
            .ToList();
        var required = ordered.Where(o => context.Requirements.Requirers(o.Key).Any()).ToList();
        if (required.Count < 2 && owners.Any(o => !IsReadable(o)))
        {
            // Installers refuse to uninstall what has no RECORD that they can read.
            return [];
        }

        return required.Count > 1
            ? onDisk is null
                ? Overwrite(context, ordered[0], required)
                : []
            : required.Count == 1
                ? [Keep(context, owners, ordered[0])]
                : [.. ordered.Take(2).Select(keep => Keep(context, owners, keep))];
    }

    private static bool IsReadable(InstalledDistribution owner) =>
        owner.RecordState is not (RecordState.Missing or RecordState.Unreadable) && owner.RecordProblems.IsEmpty;

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
        var installer = context.Installers.For(keep)!;
        var others = owners.Where(o => o.Location != keep.Location).ToList();
        return new ProposedFix(
            $"keep {keep.Label}, remove {Prose.List(others.Select(o => o.Name))}",
            [installer.Uninstall(owners.Select(o => o.Name)), .. installer.Install(Asked.Again(keep)!)],
            owners.Length,
            s =>
                SnapshotEdits.Reinstall(
                    others.Aggregate(s, (e, o) => SnapshotEdits.Remove(e, o.Location)),
                    keep.Location
                )
        );
    }

    private static ImmutableArray<ProposedFix> Overwrite(
        CheckContext context,
        InstalledDistribution keep,
        List<InstalledDistribution> required
    ) =>
        DistributionFixes.Reinstall(context, keep) is not { } again
            ? []
            :
            [
                again with
                {
                    Title =
                        $"make the files those of {keep.Label} (installed distributions require {Prose.List(required.Select(r => r.Name))}, so none can go)",
                },
            ];
}
