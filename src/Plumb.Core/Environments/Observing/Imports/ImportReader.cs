using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Environments.Observing.Imports;

/// <summary>Reads what runs when the packages of an environment are imported. Nothing is run.</summary>
internal static class ImportReader
{
    /// <summary>Follows the import of every top-level module in the environment's own package folders.</summary>
    public static ImportObservation Read(
        FileWorld world,
        PythonInstallation installation,
        ImmutableArray<SiteFolder> sites,
        FileTree tree,
        IEnumerable<ObservedEditable> editables,
        CancellationToken cancellation
    )
    {
        var hasLibrary = installation.SearchPath.Any(e => e is { Origin: PathOrigin.StandardLibrary, Exists: true });
        if (!hasLibrary)
        {
            return ImportObservation.None;
        }

        var finder = new ModuleFinder(world, tree, installation, Hooked(tree, sites, editables));
        if (finder.Find("os").Kind == ModuleLocationKind.Missing)
        {
            return ImportObservation.None;
        }

        var walker = new ImportWalker(world, finder);
        var packages = sites
            .Where(s => s.IsOwn)
            .SelectMany(s => ModuleListing.Of(tree, s.Path))
            .Where(m => m.Kind is ModuleKind.Package or ModuleKind.Source)
            .Select(m => m.Name)
            .Distinct(StringComparer.Ordinal);
        var failures = new ConcurrentBag<ImportFailure>();
        Parallel.ForEach(
            packages,
            new ParallelOptions { CancellationToken = cancellation },
            package =>
            {
                if (walker.Walk(package) is { } failure)
                {
                    failures.Add(failure);
                }
            }
        );
        return new ImportObservation
        {
            IsJudged = true,
            Files = walker.Files,
            Reached = walker.Reached.ToImmutableHashSet(StringComparer.Ordinal),
            Failures = [.. failures.OrderBy(f => f.Package, StringComparer.Ordinal)],
        };
    }

    // Editable installs bring modules by a finder; setuptools puts its own distutils in place by a hook (distutils-precedence.pth).
    private static IEnumerable<string> Hooked(
        FileTree tree,
        ImmutableArray<SiteFolder> sites,
        IEnumerable<ObservedEditable> editables
    )
    {
        var brought = editables.Select(e => e.Module?.Split('.')[0]).OfType<string>();
        return sites.Any(s => tree.Exists(WorldPath.Join(s.Path, "_distutils_hack")))
            ? brought.Append("distutils")
            : brought;
    }
}
