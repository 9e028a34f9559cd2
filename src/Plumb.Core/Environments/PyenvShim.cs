using System.Text;
using Plumb.Files;
using Plumb.Python;

namespace Plumb.Environments;

/// <summary>
/// pyenv puts a shell script named <c>python</c> on PATH, which starts the version that PYENV_VERSION names, or the file
/// <c>.python-version</c> of the current folder or the next above it, or the file <c>version</c> of pyenv's own folder
/// (pyenv's documentation, "Understanding Python version selection").
/// </summary>
internal static class PyenvShim
{
    private const int LargestShim = 4096;

    /// <summary>The interpreter that a shim would start; null when the path is no shim or its version is not there.</summary>
    /// <param name="world">The files.</param>
    /// <param name="variables">PYENV_VERSION.</param>
    /// <param name="path">The script.</param>
    /// <param name="current">The current folder; null when nobody knows.</param>
    public static string? Target(FileWorld world, WorldVariables variables, string path, string? current)
    {
        var folder = WorldPath.Parent(path);
        if (WorldPath.Name(folder) != "shims" || !IsScript(world, path))
        {
            return null;
        }

        var root = WorldPath.Parent(folder);
        foreach (var version in Selected(world, variables, root, current))
        {
            var candidate = WorldPath.Join(
                root,
                $"versions/{Installed(world, root, version)}/bin/{WorldPath.Name(path)}"
            );
            if (world.IsFile(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool IsScript(FileWorld world, string path) =>
        world.ReadHead(path, LargestShim) is { Succeeded: true } head && head.Bytes.AsSpan().StartsWith("#!"u8);

    private static IEnumerable<string> Selected(FileWorld world, WorldVariables variables, string root, string? current)
    {
        var chosen =
            variables.GetNonEmpty("PYENV_VERSION")?.Split(':')
            ?? Local(world, current)
            ?? Read(world, WorldPath.Join(root, "version"))
            ?? [];
        return chosen.Where(name => !name.Contains('/', StringComparison.Ordinal) && name != "..");
    }

    private static string[]? Local(FileWorld world, string? folder)
    {
        while (folder is not null)
        {
            if (Read(world, WorldPath.Join(folder, ".python-version")) is { } versions)
            {
                return versions;
            }

            var above = WorldPath.Parent(folder);
            folder = above == folder ? null : above;
        }

        return null;
    }

    private static string[]? Read(FileWorld world, string path) =>
        world.ReadHead(path, LargestShim) is { Succeeded: true } file
        && Encoding.UTF8.GetString(file.Bytes).Split(['\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries)
            is { Length: > 0 } versions
            ? versions
            : null;

    /// <summary>The folder of a version; "3.11" stands for the newest 3.11 that is installed.</summary>
    private static string Installed(FileWorld world, string root, string version)
    {
        var folder = WorldPath.Join(root, "versions");
        return world.IsDirectory(WorldPath.Join(folder, version))
            ? version
            : world
                .ListNames(folder)
                .Where(e => e.Name.StartsWith(version + ".", StringComparison.Ordinal))
                .Select(e => (e.Name, Version: PythonVersion.TryParse(e.Name, out var parsed) ? parsed : default))
                .OrderBy(e => e.Version)
                .Select(e => e.Name)
                .LastOrDefault(version);
    }
}
