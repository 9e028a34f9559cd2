using System.Collections.Concurrent;

namespace Plumb.Files;

/// <summary>
/// Follows links as the kernel does, a segment at a time, but with absolute targets and <c>..</c> kept inside a root.
/// What it has learnt about folders it remembers. Safe for use by several threads.
/// </summary>
internal sealed class PathResolver(string? root)
{
    private const int MostLinks = 40;

    // Linux takes no path beyond 4,096 bytes: nothing can be there.
    private const int LongestPath = 4096;
    private const int MostRemembered = 200_000;
    private readonly ConcurrentDictionary<string, string?> _folders = new(StringComparer.Ordinal);

    /// <summary>The path with its links followed, in the world's terms; null when they lead in a circle. What is not there keeps its name.</summary>
    public string? Resolve(string path, bool followLast)
    {
        path = WorldPath.Normalize(path.StartsWith('/') || WorldPath.HasDrive(path) ? path : "/" + path);
        if (IsTop(path) || path.Length > LongestPath)
        {
            return path;
        }

        var links = 0;
        return ResolveFolder(WorldPath.Parent(path), ref links) is not { } folder ? null
            : followLast ? Follow(folder, WorldPath.Name(path), ref links)
            : WorldPath.Join(folder, WorldPath.Name(path));
    }

    private string? ResolveFolder(string folder, ref int links)
    {
        if (IsTop(folder))
        {
            return folder;
        }

        if (_folders.TryGetValue(folder, out var known))
        {
            return known;
        }

        // Iterative, since a path may have thousands of segments: from the nearest folder that is known already.
        var pending = new Stack<string>();
        var above = folder;
        string? real;
        do
        {
            pending.Push(WorldPath.Name(above));
            above = WorldPath.Parent(above);
            real = above;
        } while (!IsTop(above) && !_folders.TryGetValue(above, out real));

        while (pending.TryPop(out var name) && real is not null)
        {
            real = Follow(real, name, ref links);
            above = WorldPath.Join(above, name);
            if (_folders.Count < MostRemembered)
            {
                _folders[above] = real;
            }
        }

        return real;
    }

    // A link's target is meant from the folder that the link really lies in, and ".." from where the links before it lead.
    private string? Follow(string folder, string name, ref int links)
    {
        var pending = new Stack<string>();
        pending.Push(name);
        while (pending.TryPop(out var segment))
        {
            if (segment is "." or "")
            {
                continue;
            }

            if (segment is "..")
            {
                folder = WorldPath.Parent(folder);
                continue;
            }

            var here = WorldPath.Join(folder, segment);
            if (LinkTarget((root ?? "") + here) is not { } target)
            {
                folder = here;
                continue;
            }

            if (++links > MostLinks)
            {
                return null;
            }

            if (OperatingSystem.IsWindows())
            {
                target = target.Replace('\\', '/');
            }

            folder = Top(target) ?? folder;
            var segments = target.Split('/');
            for (var i = segments.Length - 1; i >= (WorldPath.HasDrive(target) ? 1 : 0); i--)
            {
                pending.Push(segments[i]);
            }
        }

        return folder;
    }

    /// <summary>The text of a link of this machine; null when the path is none.</summary>
    public static string? LinkTarget(string host)
    {
        if (NativeFiles.IsAvailable)
        {
            return NativeFiles.ReadLink(host);
        }

        try
        {
            return new FileInfo(host).LinkTarget;
        }
        catch (Exception e) when (FileTrouble.Explain(e) is not null)
        {
            return null;
        }
    }

    private static bool IsTop(string path) => path.Length <= 1 || (path.Length == 3 && WorldPath.HasDrive(path));

    private static string? Top(string target) =>
        target.StartsWith('/') ? "/"
        : WorldPath.HasDrive(target) ? target[..2] + "/"
        : null;
}
