using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>Tells the folders that hold distributions from the search path: each once, also where links lead to it under several names.</summary>
internal static class SiteReader
{
    private const int MostMetadataFolders = 2000;

    /// <summary>In the order of the path; then the environment's own folders that are not on it.</summary>
    public static ImmutableArray<SiteFolder> Read(FileWorld world, PythonInstallation installation)
    {
        // Fedora's lib64 is a link in virtual environments, and PYTHONPATH may name what is on the path anyway.
        var own = installation
            .SitePackages.GroupBy(Real, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var sites = ImmutableArray.CreateBuilder<SiteFolder>();
        var order = 0;
        string Real(string path) => world.RealPath(path) ?? path;
        foreach (var entry in installation.SearchPath)
        {
            order++;
            if (entry.Exists && entry.Origin != PathOrigin.StandardLibrary && known.Add(Real(entry.Path)))
            {
                // Rows of RECORD go up from where an installer put it: its own name for the folder is kept.
                var named =
                    entry.Origin == PathOrigin.PythonPath && own.TryGetValue(Real(entry.Path), out var path)
                        ? entry with
                        {
                            Path = path,
                            Origin = PathOrigin.Site,
                        }
                        : entry;
                sites.Add(
                    new SiteFolder(named.Path, named.Origin, order, IsManaged(installation, named))
                    {
                        IsFilled = named.Origin != PathOrigin.PythonPath || IsFilled(world, named.Path),
                    }
                );
            }
        }

        foreach (var path in installation.SitePackages.Where(p => known.Add(Real(p))))
        {
            sites.Add(new SiteFolder(path, PathOrigin.Site, ++order, false) { IsFilled = true });
        }

        return sites.DrainToImmutable();
    }

    /// <summary>What can be imported from folders of PYTHONPATH that no installer filled, and whose files are not looked at.</summary>
    public static ImmutableArray<ObservedModule> Modules(FileWorld world, ImmutableArray<SiteFolder> sites) =>
        [
            .. sites
                .Where(s => s is { Origin: PathOrigin.PythonPath, IsFilled: false })
                .SelectMany(s => ApplicationReader.Read(world, world.List(s.Path))),
        ];

    private static bool IsFilled(FileWorld world, string folder) =>
        world
            .ListNames(folder)
            .Where(e => e.Name.EndsWith(".dist-info", StringComparison.OrdinalIgnoreCase))
            .Take(MostMetadataFolders)
            .Any(e => world.IsFile(WorldPath.Join(folder, e.Name + "/RECORD")));

    private static bool IsManaged(PythonInstallation installation, SearchPathEntry entry) =>
        entry.Path.StartsWith("/usr/lib", StringComparison.Ordinal)
            && (entry.Origin == PathOrigin.SystemSite || installation.Kind == EnvironmentKind.System)
        || (
            entry.Path.EndsWith("/dist-packages", StringComparison.Ordinal)
            && !entry.Path.Contains("/local/", StringComparison.Ordinal)
        );
}
