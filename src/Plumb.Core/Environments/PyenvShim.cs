using System.Text;
using Plumb.Files;

namespace Plumb.Environments;

/// <summary>
/// pyenv puts a shell script named <c>python</c> on PATH, which starts the version that PYENV_VERSION or the file
/// <c>version</c> of its root names (pyenv's documentation, "Understanding Python version selection").
/// A <c>.python-version</c> of the current folder belongs to whoever knows that folder.
/// </summary>
internal static class PyenvShim
{
    private const int LargestShim = 4096;

    /// <summary>The interpreter that a shim would start; null when the path is no shim or its version is not there.</summary>
    public static string? Target(FileWorld world, WorldVariables variables, string path)
    {
        var folder = WorldPath.Parent(path);
        if (WorldPath.Name(folder) != "shims" || !IsScript(world, path))
        {
            return null;
        }

        var root = WorldPath.Parent(folder);
        foreach (var version in Selected(world, variables, root))
        {
            var candidate = WorldPath.Join(root, $"versions/{version}/bin/{WorldPath.Name(path)}");
            if (world.IsFile(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool IsScript(FileWorld world, string path) =>
        world.ReadHead(path, LargestShim) is { Succeeded: true } head && head.Bytes.AsSpan().StartsWith("#!"u8);

    private static IEnumerable<string> Selected(FileWorld world, WorldVariables variables, string root)
    {
        var chosen = variables.GetNonEmpty("PYENV_VERSION")?.Split(':') ?? [];
        var file = world.ReadHead(WorldPath.Join(root, "version"), LargestShim);
        var global = file.Succeeded
            ? Encoding.UTF8.GetString(file.Bytes).Split(['\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries)
            : [];
        return chosen.Concat(global).Where(name => !name.Contains('/', StringComparison.Ordinal));
    }
}
