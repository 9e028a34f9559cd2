using Plumb.Environments.Observing;
using Plumb.Files;

namespace Plumb.Environments;

/// <summary>
/// A conda prefix: a folder with <c>conda-meta</c>, in which every package has a file <c>name-version-build.json</c>.
/// Built from conda's documentation ("conda package specification"), not from a measured prefix.
/// </summary>
internal static class CondaPrefix
{
    private const string MetaFolder = "conda-meta";

    /// <summary>True when the prefix belongs to conda, mamba or pixi.</summary>
    public static bool Is(FileWorld world, string prefix) => world.IsDirectory(WorldPath.Join(prefix, MetaFolder));

    /// <summary>The version of the package <c>python</c>, with the file that tells it; null when there is none.</summary>
    public static (InterpreterVersion?, string?)? ReadPythonVersion(FileWorld world, string prefix)
    {
        var folder = WorldPath.Join(prefix, MetaFolder);
        foreach (var entry in world.List(folder).Entries)
        {
            if (
                CondaReader.TryParse(entry.Name, out var name, out var version)
                && name == "python"
                && InterpreterVersion.Parse(version) is { } told
            )
            {
                return (told, WorldPath.Join(folder, entry.Name));
            }
        }

        return null;
    }
}
