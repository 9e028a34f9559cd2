using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;

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

    /// <summary>
    /// True when every package goes on without them: it imports them in a <c>try</c> only, or they are variants for other versions of a
    /// library (<c>_ffmpeg4</c>, <c>_ffmpeg5</c>) that no import names, and another of them can be loaded.
    /// </summary>
    public bool AllOptional(CheckContext context) =>
        context.Snapshot.Imports.IsJudged && Modules.All(m => IsTried(context, m) || IsVariant(context, m));

    /// <summary>True when one of them is a variant beside others for other versions.</summary>
    public bool AnyVariant(CheckContext context) => Modules.Any(m => !IsTried(context, m) && IsVariant(context, m));

    private static bool IsTried(CheckContext context, NativeModule module) =>
        context.Snapshot.Imports.Optional.Contains(NativeModuleNames.Dotted(context.Snapshot, module));

    private bool IsVariant(CheckContext context, NativeModule module)
    {
        var own = Stem(module.Path);
        var plain = WithoutDigits(own);
        var name = NativeModuleNames.Dotted(context.Snapshot, module);
        return module.IsImportable
            && plain.Length < own.Length
            && !context.Snapshot.Imports.Reached.Contains(name)
            && !context.Snapshot.Imports.Untried.Contains(name)
            && context.Snapshot.Native.Modules.Any(other =>
                other.Closure.Missing.IsEmpty
                && other.Undefined.IsEmpty
                && WorldPath.Parent(other.Path) == WorldPath.Parent(module.Path)
                && WithoutDigits(Stem(other.Path)) == plain
                && !Modules.Contains(other)
            );
    }

    private static string Stem(string path)
    {
        var name = WorldPath.Name(path);
        return name[..name.IndexOf('.', StringComparison.Ordinal)];
    }

    private static string WithoutDigits(string name) => string.Concat(name.Where(c => !char.IsAsciiDigit(c)));

    /// <summary>"cv2 (opencv-python 4.9.0.80) cannot be imported".</summary>
    public string CannotBeImported(CheckContext context)
    {
        var names = Modules.Where(m => m.IsImportable == AnyImportable).ToList();
        var list = Prose.List(names.Select(m => NativeModuleNames.Dotted(context.Snapshot, m)));
        var owners = Owners.IsEmpty ? "" : $" ({Prose.List(Owners.Select(o => o.Label))})";
        return $"{list}{owners} cannot be {(AnyImportable ? "imported" : "loaded")}";
    }
}
