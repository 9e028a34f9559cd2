using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>
/// Finds <c>lib/python3.12/site-packages</c> in an environment whose Python is another by now, and folders of packages that were given another
/// name. Interpreters that share a prefix (<c>/usr/local</c>) have folders side by side as a matter of course and are not looked at.
/// </summary>
internal static class OtherFolderReader
{
    private const int MostLibraries = 50;
    private const int MostFolders = 50;

    public static ImmutableArray<OtherPackageFolder> Read(FileWorld world, PythonInstallation installation)
    {
        if (!IsOneEnvironment(installation.Kind))
        {
            return [];
        }

        // The folder of a virtual environment holds no standard library, which would be long to look through.
        var isSmall = installation.Kind != EnvironmentKind.Conda;
        var known = installation
            .SitePackages.Concat(installation.SearchPath.Select(e => e.Path))
            .Select(p => world.RealPath(p) ?? p)
            .ToHashSet(StringComparer.Ordinal);
        var found = ImmutableArray.CreateBuilder<OtherPackageFolder>();
        foreach (var library in (string[])["lib", "lib64"])
        {
            var folders = Folders(world, WorldPath.Join(installation.Prefix, library))
                .Where(p => FlaggedVersion.OfProgram(WorldPath.Name(p)) is not null)
                .Take(MostLibraries)
                .SelectMany(p => Folders(world, p))
                .Where(p => isSmall || WorldPath.Name(p).Contains("-packages", StringComparison.Ordinal))
                .Take(MostFolders);
            foreach (var path in folders)
            {
                if (known.Add(world.RealPath(path) ?? path) && Count(world, path) is > 0 and var count)
                {
                    var python = FlaggedVersion.OfProgram(WorldPath.Name(WorldPath.Parent(path)))?.Version.Short;
                    found.Add(new OtherPackageFolder(path, python, count));
                }
            }
        }

        return found.DrainToImmutable();
    }

    private static bool IsOneEnvironment(EnvironmentKind kind) =>
        kind is EnvironmentKind.Venv or EnvironmentKind.Virtualenv or EnvironmentKind.Uv or EnvironmentKind.Conda;

    private static IEnumerable<string> Folders(FileWorld world, string folder) =>
        world
            .ListNames(folder)
            .Where(e => e.IsFolder)
            .Select(e => WorldPath.Join(folder, e.Name))
            .Order(StringComparer.Ordinal);

    private static int Count(FileWorld world, string folder) =>
        world
            .ListNames(folder)
            .Count(e =>
                DistributionFolderName.TryParse(e.Name, e.IsFolder, out var parsed)
                && parsed.Format == DistributionFormat.DistInfo
            );
}
