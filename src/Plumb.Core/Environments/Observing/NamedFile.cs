using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>Looks at a file that something names, such as a log.</summary>
public static class NamedFile
{
    /// <summary>What its beginning tells; null when it is not there or cannot be read.</summary>
    /// <param name="world">The world.</param>
    /// <param name="path">Absolute.</param>
    public static ContentFacts? Inspect(FileWorld world, string path)
    {
        var file = WorldPath.Normalize(path);
        return world.IsFile(file) ? ContentReader.Inspect(world, file) : null;
    }
}
