using System.Collections.Immutable;
using Plumb.Checks.Requirements;
using Plumb.Environments;
using Plumb.Knowledge;
using Plumb.Python;

namespace Plumb.Checks.Sources;

/// <summary>Going back to a version that still has what was removed, where everybody else agrees with it.</summary>
internal static class RemovalFixes
{
    /// <summary>One fix, or none: where another requirement wants the newer version, the older one would break that.</summary>
    public static ImmutableArray<ProposedFix> Of(CheckContext context, RemovedApi api)
    {
        if (
            context.Requirements.Find(api.Package) is not { } installed
            || !VersionSpecifiers.TryParse("<" + api.RemovedIn, out var older, out _)
            || WantedVersions.Of(context.AllWanted(api.Package).Append(older)) is not { Example: { } example } versions
            || context.Installers.Install([(installed.Name, versions.Text)]) is not { } commands
        )
        {
            return [];
        }

        return
        [
            new ProposedFix(
                $"install {installed.Name}{versions.Text}",
                commands,
                1,
                s => Without(SnapshotEdits.SetVersion(s, api.Package, example), api.Package)
            ),
        ];
    }

    private static EnvironmentSnapshot Without(EnvironmentSnapshot snapshot, PackageName package) =>
        snapshot with
        {
            Imports = snapshot.Imports with
            {
                Failures = snapshot.Imports.Failures.RemoveAll(f => f.Removal?.Package == package),
                Application = snapshot.Imports.Application with
                {
                    Failures = snapshot.Imports.Application.Failures.RemoveAll(f => f.Removal?.Package == package),
                },
                Removed = snapshot.Imports.Removed.RemoveAll(u => u.Api.Package == package),
            },
        };
}
