using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Knowledge;
using Plumb.Native.NumpyAbi;
using Plumb.Python;

namespace Plumb.Checks.Numpy;

/// <summary>Another NumPy that every module and every requirement takes, or the modules' distributions in versions built for NumPy 2.</summary>
internal static class NumpyFixes
{
    /// <summary>What can be offered; the first changes the least.</summary>
    public static ImmutableArray<ProposedFix> Of(
        CheckContext context,
        InstalledNumpy installed,
        ImmutableArray<NumpyUse> uses
    )
    {
        var fixes = ImmutableArray.CreateBuilder<ProposedFix>();
        if (
            Best(context, installed) is { } version
            && context.Installers.Install([("numpy", $"=={version}")]) is { } commands
        )
        {
            var label = context.Requirements.Find(InstalledNumpy.Name)?.Label ?? "numpy";
            fixes.Add(
                new ProposedFix(
                    $"{label} → {version}",
                    commands,
                    1,
                    s => SnapshotEdits.SetVersion(s, InstalledNumpy.Name, version)
                )
            );
        }

        if (installed.Version.Major >= 2 && Newer(context, uses) is { } newer)
        {
            fixes.Add(newer);
        }

        return fixes.DrainToImmutable();
    }

    /// <summary>The newest release, of the same major version where there is one, that all requirements allow and no module refuses.</summary>
    private static PythonVersion? Best(CheckContext context, InstalledNumpy installed)
    {
        var python = context.Snapshot.Installation;
        var wanted = context.AllWanted(InstalledNumpy.Name).ToList();
        return NumpyAbiFacts
            .Embedded.Releases.Where(r =>
                r.Serves(python.Major, python.Minor)
                && (r.Version.Major, r.Version.Minor) != installed.Version
                && wanted.TrueForAll(w => w.Contains(r.Version))
                && NumpyUse
                    .Loaded(context)
                    .All(f =>
                        NumpyVerdict.Of(f.Numpy, (r.Version.Major, r.Version.Minor))
                            is NumpyOutcome.Fine
                                or NumpyOutcome.OldLayout
                                or NumpyOutcome.Unknown
                    )
            )
            .OrderByDescending(r => r.Version.Major == installed.Version.Major)
            .ThenByDescending(r => r.Version)
            .Select(r => (PythonVersion?)r.Version)
            .FirstOrDefault();
    }

    /// <summary>Null unless it is known of every distribution from when on it was built for NumPy 2, and the requirements allow that version.</summary>
    private static ProposedFix? Newer(CheckContext context, ImmutableArray<NumpyUse> uses)
    {
        var isWindows = context.Snapshot.Installation.Platform.System == OperatingSystemFamily.Windows;
        var changes = new List<(InstalledDistribution Owner, PythonVersion Version)>();
        foreach (var use in uses)
        {
            if (use.Owner is null || NumpyAbiFacts.Embedded.Find(use.Owner.Key) is not { } fact)
            {
                return null;
            }

            var since = isWindows ? fact.SinceWindows : fact.Since;
            if (use.Owner.Version >= since || !context.AllWanted(use.Owner.Key).All(w => w.Contains(since)))
            {
                return null;
            }

            changes.Add((use.Owner, since));
        }

        if (context.Installers.Install([.. changes.Select(c => (c.Owner.Name, $">={c.Version}"))]) is not { } commands)
        {
            return null;
        }

        return new ProposedFix(
            string.Join(", ", changes.Select(c => $"{c.Owner.Label} → {c.Version} or newer")),
            commands,
            changes.Count,
            snapshot => changes.Aggregate(snapshot, (s, c) => Rebuilt(s, c.Owner, c.Version))
        );
    }

    // The files of the other version are not known; that it was built for NumPy 2 is.
    private static EnvironmentSnapshot Rebuilt(
        EnvironmentSnapshot snapshot,
        InstalledDistribution owner,
        PythonVersion version
    )
    {
        var own = owner.Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        return SnapshotEdits.SetVersion(snapshot, owner.Key, version) with
        {
            Extensions = snapshot.Extensions.Without(own.Contains),
        };
    }
}
