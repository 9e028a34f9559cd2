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
            if (!ConfigurationFile.TryRead(world, candidate, out var file, out error))
            {
                return false;
            }

            var tables =
                WorldPath.Name(candidate) == ConfigurationFile.ProjectName
                    ? file?.Document.Root.Table("tool", "plumb")
                    : file?.Settings;
            if (file is null || tables is null || !StackReader.HasStack(tables))
            {
                continue;
            }

            if (StackReader.TryRead(file.Document, tables, out stack, out var mistake))
            {
                return true;
            }

            error = ConfigurationError.Of(mistake);
            return false;
        }

        return true;
    }
}
