using System.Collections.Immutable;
using Plumb.Checks.Native;
using Plumb.Checks.Tags;
using Plumb.Environments;
using Plumb.Native.NumpyAbi;

namespace Plumb.Checks.Numpy;

/// <summary>The native modules of one distribution that use NumPy's C-API, and what is seen of each.</summary>
/// <param name="Owner">The distribution; null for files that belong to none.</param>
/// <param name="Label">"torch 2.1.2", or the name of the import package.</param>
/// <param name="Modules">The modules, the shortest name first.</param>
internal sealed record NumpyUse(InstalledDistribution? Owner, string Label, ImmutableArray<NumpyUse.Module> Modules)
{
    /// <summary>One module.</summary>
    /// <param name="Name">As it is imported: <c>cv2</c>, <c>pandas._libs.ops</c>.</param>
    /// <param name="Package">The import package: <c>pandas</c>.</param>
    /// <param name="File">Its file.</param>
    /// <param name="Outcome">What is seen of it.</param>
    internal sealed record Module(string Name, string Package, ObservedExtension File, NumpyOutcome Outcome);

    /// <summary>True when an import statement fails.</summary>
    public bool FailsImport => Modules.Any(m => NumpyVerdict.FailsImport(m.Outcome));

    /// <summary>Every module with one of the outcomes, by distribution: those whose import fails first, then by name.</summary>
    public static ImmutableArray<NumpyUse> Of(
        CheckContext context,
        (int Major, int Minor) numpy,
        Predicate<NumpyOutcome> isWanted
    ) =>
        [
            .. Loaded(context)
                .Select(f => (File: f, Outcome: NumpyVerdict.Of(f.Numpy, numpy)))
                .Where(p => isWanted(p.Outcome))
                .Select(p => ModuleOf(context, p.File, p.Outcome))
                .GroupBy(m => context.Ownership.OwnerOf(m.File.Path)?.Location ?? m.Package, StringComparer.Ordinal)
                .Select(g => Of(context, g))
                .OrderByDescending(u => u.FailsImport)
                .ThenBy(u => u.Label, StringComparer.Ordinal),
        ];

    /// <summary>The files that use NumPy and that this interpreter loads: modules named for another one it does not find.</summary>
    public static IEnumerable<ObservedExtension> Loaded(CheckContext context) =>
        context.Snapshot.Extensions.Files.Where(f =>
            f.Numpy.UsesNumpy
            && (f.Numpy.Tool == NumpyTool.Torch || NativeModules.IsFound(context.Snapshot.Installation, f.Path))
        );

    private static NumpyUse Of(CheckContext context, IEnumerable<Module> modules)
    {
        ImmutableArray<Module> sorted =
        [
            .. modules
                .OrderByDescending(m => NumpyVerdict.FailsImport(m.Outcome))
                .ThenBy(m => m.Name.Length)
                .ThenBy(m => m.Name, StringComparer.Ordinal),
        ];
        var owner = context.Ownership.OwnerOf(sorted[0].File.Path);
        return new NumpyUse(owner, owner?.Label ?? sorted[0].Package, sorted);
    }

    private static Module ModuleOf(CheckContext context, ObservedExtension file, NumpyOutcome outcome)
    {
        var name = NativeModuleNames.Dotted(context.Snapshot, file.Path);
        return new Module(name, name.Split('.')[0], file, outcome);
    }
}
