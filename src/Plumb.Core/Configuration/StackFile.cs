using System.Diagnostics.CodeAnalysis;
using Plumb.Files;
using Plumb.Stacks;

namespace Plumb.Configuration;

/// <summary>The stack that an application's own <c>plumb.toml</c> or <c>[tool.plumb]</c> states.</summary>
public static class StackFile
{
    /// <summary>Reads a file, or the one of a folder.</summary>
    /// <param name="world">The world that holds it.</param>
    /// <param name="path">A manifest, a <c>pyproject.toml</c>, or the folder of one, absolute.</param>
    /// <param name="stack">What it states; null when there is no such file, or it states none.</param>
    /// <param name="error">The first mistake.</param>
    /// <returns>False on a mistake.</returns>
    public static bool TryRead(
        FileWorld world,
        string path,
        out Stack? stack,
        [NotNullWhen(false)] out ConfigurationError? error
    )
    {
        (stack, error) = (null, null);
        string[] candidates = world.IsDirectory(path)
            ? [WorldPath.Join(path, ConfigurationFile.OwnName), WorldPath.Join(path, ConfigurationFile.ProjectName)]
            : [path];
        foreach (var candidate in candidates)
        {
            if (!TryReadTables(world, candidate, out var file, out error))
            {
                return false;
            }

            if (file is null || !StackReader.HasStack(file.Settings))
            {
                continue;
            }

            if (StackReader.TryRead(file.Document, file.Settings, out stack, out var mistake))
            {
                return true;
            }

            error = ConfigurationError.Of(mistake);
            return false;
        }

        return true;
    }

    private static bool TryReadTables(
        FileWorld world,
        string path,
        out ConfigurationFile? file,
        [NotNullWhen(false)] out ConfigurationError? error
    ) =>
        WorldPath.Name(path) == ConfigurationFile.ProjectName
            ? ConfigurationFile.TryReadProject(world, path, out file, out error)
            : ConfigurationFile.TryRead(world, path, out file, out error);

    /// <summary>True when a new <c>plumb.toml</c> in a folder would hide the settings that its <c>pyproject.toml</c> holds: the nearest file counts alone.</summary>
    public static bool WouldHideSettings(FileWorld world, string folder) =>
        !world.IsFile(WorldPath.Join(folder, ConfigurationFile.OwnName))
        && ConfigurationFile.TryReadProject(
            world,
            WorldPath.Join(folder, ConfigurationFile.ProjectName),
            out var project,
            out _
        )
        && project is not null;
}
