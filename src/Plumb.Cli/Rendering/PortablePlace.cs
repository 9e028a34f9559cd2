using Plumb.Files;

namespace Plumb.Cli.Rendering;

/// <summary>A path without what differs from machine to machine and from version to version.</summary>
internal static class PortablePlace
{
    private static readonly string[] _siteFolders = ["/site-packages/", "/dist-packages/"];
    private static readonly string[] _metadataEndings = [".dist-info", ".egg-info"];

    /// <summary>
    /// The path below the folder that installers fill, or below the environment; <c>../</c> and the path for what lies beside the
    /// environment, as an application does; the name alone for what lies elsewhere.
    /// </summary>
    /// <param name="path">A path, or any other name, which stays as it is.</param>
    /// <param name="prefix">The environment's prefix; null when there is none.</param>
    public static string Of(string path, string? prefix)
    {
        if (!WorldPath.IsAbsolute(path))
        {
            return path;
        }

        return string.Join('/', Inside(path, prefix).Split('/').Select(WithoutVersion));
    }

    private static string Inside(string path, string? prefix)
    {
        foreach (var folder in _siteFolders)
        {
            var at = path.LastIndexOf(folder, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                return path[(at + folder.Length)..];
            }
        }

        if (prefix is not { Length: > 1 })
        {
            return WorldPath.Name(path);
        }

        var beside = WorldPath.Parent(prefix);
        return WorldPath.IsWithin(path, prefix) ? path[prefix.Length..].TrimStart('/')
            : beside.Length > 1 && WorldPath.IsWithin(path, beside) ? ".." + path[beside.Length..]
            : WorldPath.Name(path);
    }

    /// <summary>"numpy-2.2.6.dist-info" is "numpy.dist-info", "python3.12" is "python", "_c.cpython-312-darwin.so" is "_c.so".</summary>
    private static string WithoutVersion(string part)
    {
        foreach (var ending in _metadataEndings)
        {
            if (part.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && part.IndexOf('-') is > 0 and var dash)
            {
                return string.Concat(part.AsSpan(0, Math.Min(dash, part.Length - ending.Length)), ending);
            }
        }

        if (part.StartsWith("python", StringComparison.Ordinal) && part.AsSpan(6).TrimStart("0123456789.t").IsEmpty)
        {
            return "python";
        }

        var tag = part.IndexOf(".cpython-", StringComparison.Ordinal);
        return tag > 0 ? part[..tag] + Path.GetExtension(part) : part;
    }
}
