using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>Tells whether a command that begins with <c>uv</c> would be found by the shell from which Plumb was started.</summary>
internal static class InstallerPrograms
{
    /// <summary>Null on another machine's disk and without a PATH.</summary>
    public static bool? HasUv(FileWorld world, WorldVariables variables, PythonInstallation installation)
    {
        if (world.Root is not null || variables.GetNonEmpty("PATH") is not { } path)
        {
            return null;
        }

        return HasUv(world, path, installation.ScriptsFolder);
    }

    /// <summary>Looks in the folders of PATH, then in that of the environment's scripts.</summary>
    internal static bool HasUv(FileWorld world, string path, string? scripts)
    {
        var isWindows = OperatingSystem.IsWindows();
        return path.Split(isWindows ? ';' : ':')
            .Append(scripts ?? "")
            .Where(f => WorldPath.IsAbsolute(f))
            .Any(f => world.IsFile(WorldPath.Normalize(WorldPath.Join(f, isWindows ? "uv.exe" : "uv"))));
    }
}
