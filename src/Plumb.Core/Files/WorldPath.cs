namespace Plumb.Files;

/// <summary>
/// Paths of the inspected world: absolute, separated by <c>/</c> on every system, a drive as <c>C:/</c>.
/// These functions look at text only; links are the business of <see cref="FileWorld"/>.
/// </summary>
public static class WorldPath
{
    /// <summary>True for <c>/x</c>, <c>C:/x</c>, <c>C:\x</c> and <c>\\server\share</c>.</summary>
    public static bool IsAbsolute(ReadOnlySpan<char> path) =>
        path.Length > 0 && (path[0] is '/' or '\\' || (path.Length >= 3 && HasDrive(path) && path[2] is '/' or '\\'));

    /// <summary>True for <c>\\server\share</c> and <c>//server/share</c>: opening one sends the user's name to that server on Windows.</summary>
    public static bool IsNetworkShare(ReadOnlySpan<char> path) =>
        path.Length >= 2 && path[0] is '/' or '\\' && path[1] is '/' or '\\';

    /// <summary>True when the path begins with a drive letter and a colon.</summary>
    public static bool HasDrive(ReadOnlySpan<char> path) =>
        path.Length >= 2 && char.IsAsciiLetter(path[0]) && path[1] == ':';

    /// <summary>A child of a folder; the second path alone when it is absolute. Outside Windows a backslash may begin a name.</summary>
    public static string Join(string folder, string relative) =>
        relative.Length == 0 ? folder
        : IsAbsolute(relative) && (relative[0] != '\\' || OperatingSystem.IsWindows()) ? relative
        : folder.EndsWith('/') ? folder + relative
        : folder + "/" + relative;

    /// <summary>The last segment.</summary>
    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The folder that holds the path; the path itself for a root.</summary>
    public static string Parent(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash switch
        {
            < 0 => path,
            0 => "/",
            2 when HasDrive(path) => path[..3],
            _ => path[..slash],
        };
    }

    /// <summary>Separators as <c>/</c>, without <c>.</c>, <c>..</c> and doubled separators; <c>..</c> at a root stays there.</summary>
    public static string Normalize(string path)
    {
        if (path.Contains('\\', StringComparison.Ordinal) && (OperatingSystem.IsWindows() || HasDrive(path)))
        {
            path = path.Replace('\\', '/');
        }

        if (!NeedsNormalizing(path))
        {
            return path;
        }

        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part is "..")
            {
                if (parts.Count > (HasDrive(path) ? 1 : 0))
                {
                    parts.RemoveAt(parts.Count - 1);
                }
            }
            else if (part is not ".")
            {
                parts.Add(part);
            }
        }

        var joined = string.Join('/', parts);
        return HasDrive(path) ? (parts.Count == 1 ? joined + "/" : joined) : "/" + joined;
    }

    /// <summary>True when <paramref name="path"/> is <paramref name="folder"/> or lies below it. Both are normal.</summary>
    public static bool IsWithin(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal)
        && (path.Length == folder.Length || folder.EndsWith('/') || path[folder.Length] == '/');

    /// <summary>The path seen from a folder above it; the path itself when the folder is not above it.</summary>
    public static string Relative(string path, string folder) =>
        path.Length > folder.Length && IsWithin(path, folder)
            ? path[(folder.EndsWith('/') ? folder.Length : folder.Length + 1)..]
            : path;

    private static bool NeedsNormalizing(string path) =>
        path.Contains("//", StringComparison.Ordinal)
        || path.Contains("/.", StringComparison.Ordinal)
        || (path.Length > 1 && path.EndsWith('/') && !(path.Length == 3 && HasDrive(path)));
}
