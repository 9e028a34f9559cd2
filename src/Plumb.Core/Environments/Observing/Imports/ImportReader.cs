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
        IReadOnlyCollection<InstalledDistribution> distributions,
        string? application,
        FileTroubles troubles,
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

        var removed = RemovedNames.Of(world, installation, distributions);
        var walker = new ImportWalker(world, finder, removed);
        var packages = sites
            .Where(s => s.IsOwn)
            .SelectMany(s => ModuleListing.Of(tree, s.Path))
            .Where(m => m.Kind is ModuleKind.Package or ModuleKind.Source)
            .Select(m => m.Name)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        walker.Prepare(packages, cancellation);
        var failures = new ConcurrentBag<ImportFailure>();
        Parallel.ForEach(
            packages,
            new ParallelOptions { CancellationToken = cancellation },
            package =>
            {
                if (troubles.Try(package, () => walker.Walk(package)) is { } failure)
                {
                    failures.Add(failure);
                }
            }
        );
        var own = application is null
            ? ApplicationObservation.None
            : new ApplicationSources(world, walker, removed).Read(application, installation.Prefix, cancellation);
        var given = walker.Given.ToHashSet();
        var plugins = new HostPlugins(world, distributions);
        var put = walker.Put.ToHashSet(StringComparer.Ordinal);
        return new ImportObservation
        {
            IsJudged = true,
            Application = own,
            Files = walker.Files,
            Reached = walker.Reached.ToImmutableHashSet(StringComparer.Ordinal),
            Optional = walker.Optional.ToImmutableHashSet(StringComparer.Ordinal),
            Untried = walker.Untried.ToImmutableHashSet(StringComparer.Ordinal),
            Failures =
            [
                .. failures
                    .Where(f => f.Kind != ImportFailureKind.NoAttribute || !given.Contains(f.Removal!))
                    .Where(f => !IsPut(put, f.Module) && !plugins.IsNeverLoaded(f))
                    .Select(f => f.Removal is null ? f with { Removal = removed.Of(f) } : f)
                    .OrderBy(f => f.Package, StringComparer.Ordinal),
            ],
            Removed =
            [
                .. walker
                    .Uses.Where(u => !given.Contains(u.Api) && !IsPut(put, u.Api.FullName))
                    .OrderBy(u => u.File, StringComparer.Ordinal)
                    .ThenBy(u => u.Line)
                    .ThenBy(u => u.Api.FullName, StringComparer.Ordinal),
            ],
        };
    }

    /// <summary>True for a module that a file puts into <c>sys.modules</c>, and for what lies below it.</summary>
    internal static bool IsPut(HashSet<string> put, string module)
    {
        for (var at = module; put.Count > 0 && at is not null; at = ImportGraph.ParentOf(at))
        {
            if (put.Contains(at))
            {
                return true;
            }
        }

        return false;
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
