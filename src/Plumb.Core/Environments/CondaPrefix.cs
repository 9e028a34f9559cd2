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
            var name = entry.Name.AsSpan();
            if (
                !name.StartsWith("python-", StringComparison.Ordinal)
                || !name.EndsWith(".json", StringComparison.Ordinal)
            )
            {
                continue;
            }

            // python-3.11.7-h955ad1f_0.json; python-dateutil-2.9.0-….json begins alike.
            var version = name["python-".Length..];
            var end = version.IndexOf('-');
            if (end > 0 && InterpreterVersion.Parse(version[..end]) is { } told)
            {
                return (told, WorldPath.Join(folder, entry.Name));
            }
        }

        return null;
    }
}
