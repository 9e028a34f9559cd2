using System.Collections.Immutable;
using Plumb.Environments;

namespace Plumb.Checks.Native;

/// <summary>Native modules that fail for one reason, with the distributions that they belong to.</summary>
internal sealed record AffectedModules(
    ImmutableArray<NativeModule> Modules,
    ImmutableArray<InstalledDistribution> Owners
)
{
    /// <summary>Gathers them; the most needed (importable, shortest name) first.</summary>
    public static AffectedModules Of(CheckContext context, IEnumerable<NativeModule> modules)
    {
        ImmutableArray<NativeModule> sorted =
        [
            .. modules
                .DistinctBy(m => m.Path, StringComparer.Ordinal)
                .OrderByDescending(m => m.IsImportable)
                .ThenBy(m => NativeModuleNames.Dotted(context.Snapshot, m).Length)
                .ThenBy(m => m.Path, StringComparer.Ordinal),
        ];
        var owners = sorted
            .Select(m => context.Ownership.OwnerOf(m.Path))
            .OfType<InstalledDistribution>()
            .DistinctBy(d => d.Location, StringComparer.Ordinal);
        return new AffectedModules(sorted, [.. owners]);
    }

    /// <summary>True when one of them is reached by an import statement.</summary>
    public bool AnyImportable => Modules.Any(m => m.IsImportable);

    /// <summary>
    /// True when importing a package needs one of them: it is the package itself, or an import without a guard names it. Others are parts
    /// that are loaded when they are used, often optional (numba's TBB layer).
    /// </summary>
    public bool AnyNeeded(CheckContext context) =>
        Modules.Any(m =>
            m.IsImportable
            && (
                !context.Snapshot.Imports.IsJudged
                || NativeModuleNames.Dotted(context.Snapshot, m.Path) is var name
                    && (
                        !name.Contains('.', StringComparison.Ordinal) || context.Snapshot.Imports.Reached.Contains(name)
                    )
            )
        );

    /// <summary>"cv2 (opencv-python 4.9.0.80) cannot be imported".</summary>
    public string CannotBeImported(CheckContext context)
    {
        var names = Modules.Where(m => m.IsImportable == AnyImportable).ToList();
        var list = Prose.List(names.Select(m => NativeModuleNames.Dotted(context.Snapshot, m)));
        var owners = Owners.IsEmpty ? "" : $" ({Prose.List(Owners.Select(o => o.Label))})";
        return $"{list}{owners} cannot be {(AnyImportable ? "imported" : "loaded")}";
    }
}
