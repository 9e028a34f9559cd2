using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Metadata.Projects;
using Plumb.Python;

namespace Plumb.Environments.Observing;

/// <summary>Reads what can be imported from the application's folder, which is the first line of <c>sys.path</c> when a script there runs.</summary>
internal static class ApplicationReader
{
    private const int MostFolders = 2000;

    /// <summary>The name in pyproject.toml, setup.cfg or setup.py.</summary>
    public static PackageName? Name(FileWorld world, string application) =>
        Project.Read(world, application)?.Name is { } written && PackageName.TryParse(written, out var name)
            ? name
            : null;

    public static ImmutableArray<ObservedModule> Read(FileWorld world, DirectoryListing application)
    {
        var folders = 0;
        bool? IsPackage(DirectoryEntry entry)
        {
            var path = WorldPath.Join(application.Path, entry.Name);
            // Asked for by name: a folder of the application may hold a million pictures.
            return ++folders > MostFolders || !world.IsDirectory(path)
                ? null
                : world.IsFile(WorldPath.Join(path, "__init__.py"))
                    || world.IsFile(WorldPath.Join(path, "__init__.pyc"));
        }

        return ModuleListing.Of(application, IsPackage);
    }
}
