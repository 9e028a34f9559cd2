using Plumb.Files;

namespace Plumb.Metadata.Requirements;

/// <summary>A requirements file that can be opened.</summary>
/// <param name="Name">The path, or the file: URL that names it.</param>
/// <param name="Path">The absolute path.</param>
/// <param name="IsUrl">It was named by a file: URL: then so are the files it names, and its text counts as UTF-8.</param>
internal readonly record struct RequirementsPlace(string Name, string Path, bool IsUrl)
{
    /// <summary>The file that this one names, relative to it; null when it lies on the network.</summary>
    public RequirementsPlace? Resolve(string name)
    {
        if (name.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            return OfUrl(name);
        }

        if (
            name.StartsWith("http:", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }

        var path = WorldPath.Normalize(WorldPath.Join(WorldPath.Parent(Path), name));
        return IsUrl ? OfUrl(PackageLink.OfPath(path)) : new RequirementsPlace(path, path, IsUrl: false);
    }

    private static RequirementsPlace OfUrl(string url)
    {
        var path = UrlParts.TrySplit(url, out var parts, out _) ? Uri.UnescapeDataString(parts.Path) : url;
        return new RequirementsPlace(url, WorldPath.Normalize(WorldPath.Join("/", path)), IsUrl: true);
    }
}
