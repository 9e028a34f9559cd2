using System.Text;
using Plumb.Files;
using Plumb.Text;

namespace Plumb.Metadata.Projects;

/// <summary>Reads the text files of a project's folder; nothing outside of it.</summary>
internal sealed class ProjectFiles(FileWorld world, string folder)
{
    private const int LargestFile = 16 << 20;

    public string Folder { get; } = folder;

    public bool Exists(string name) => PathOf(name) is { } path && world.IsFile(path);

    public bool IsDirectory(string name) => PathOf(name) is { } path && world.IsDirectory(path);

    /// <summary>The path of a name relative to the folder; null when it leads out of it.</summary>
    public string? PathOf(string name)
    {
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var path = WorldPath.Normalize(WorldPath.Join(Folder, name));
        return WorldPath.IsWithin(path, Folder) ? path : null;
    }

    /// <summary>The text of a file in UTF-8, wrong bytes as U+FFFD; null with a reason when it cannot be read.</summary>
    public SourceText? Read(string name, out string? problem)
    {
        problem = null;
        if (PathOf(name) is not { } path)
        {
            problem = $"{name} lies outside the project";
            return null;
        }

        var read = world.Read(path, LargestFile);
        if (read.Succeeded)
        {
            var text = Encoding.UTF8.GetString(read.Bytes);
            return new SourceText(path, text.StartsWith('\uFEFF') ? text[1..] : text);
        }

        problem = read.Failure switch
        {
            FileFailure.NotFound => $"{name} does not exist",
            FileFailure.TooLarge => $"{name} is larger than {LargestFile >> 20} MiB",
            FileFailure.PermissionDenied => $"{name} may not be read",
            _ => $"{name} cannot be read",
        };
        return null;
    }
}
