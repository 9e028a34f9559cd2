using System.Diagnostics.CodeAnalysis;
using System.Text;
using Plumb.Files;
using Plumb.Metadata.Toml;
using Plumb.Text;

namespace Plumb.Configuration;

/// <summary>A file that holds Plumb's settings: <c>plumb.toml</c>, or a <c>pyproject.toml</c> with the table <c>tool.plumb</c>.</summary>
/// <param name="Document">The file, with the path that it has in its world.</param>
/// <param name="Settings">The table that holds Plumb's tables.</param>
internal sealed record ConfigurationFile(TomlDocument Document, TomlTable Settings)
{
    /// <summary>The name of our own file.</summary>
    public const string OwnName = "plumb.toml";

    public const string ProjectName = "pyproject.toml";
    private const int MostBytes = 1 << 20;

    /// <summary>Deeper folders are not searched upward: no person works there.</summary>
    private const int MostFolders = 64;

    private static readonly TomlOptions _bounds = new()
    {
        MaxLength = MostBytes,
        MaxDepth = 16,
        MaxValues = 100_000,
    };

    /// <summary>The nearest file, upward from a folder.</summary>
    /// <returns>False when the nearest file cannot be read.</returns>
    public static bool TryFindNearest(
        FileWorld world,
        string folder,
        out ConfigurationFile? file,
        [NotNullWhen(false)] out ConfigurationError? error
    )
    {
        (file, error) = (null, null);
        for (var i = 0; i < MostFolders; i++)
        {
            if (
                !TryRead(world, WorldPath.Join(folder, OwnName), out file, out error)
                || file is not null
                || !TryReadProject(world, WorldPath.Join(folder, ProjectName), out file, out error)
                || file is not null
            )
            {
                return error is null;
            }

            var parent = WorldPath.Parent(folder);
            if (parent == folder)
            {
                break;
            }

            folder = parent;
        }

        return true;
    }

    /// <summary>Reads a file that is ours alone; null when there is none.</summary>
    /// <returns>False when it is there and cannot be read.</returns>
    public static bool TryRead(
        FileWorld world,
        string path,
        out ConfigurationFile? file,
        [NotNullWhen(false)] out ConfigurationError? error
    )
    {
        (file, error) = (null, null);
        if (!world.IsFile(path))
        {
            return true;
        }

        var read = world.Read(path, MostBytes);
        if (!read.Succeeded)
        {
            error = new ConfigurationError(
                new Location(path),
                $"It cannot be read: {FileFailureText.Of(read.Failure)}."
            );
            return false;
        }

        if (!TomlDocument.TryParse(path, read.Bytes, out var document, out var mistake, _bounds))
        {
            error = ConfigurationError.Of(TomlMistake.Of(path, Encoding.UTF8.GetString(read.Bytes), mistake));
            return false;
        }

        file = new ConfigurationFile(document, document.Root);
        return true;
    }

    /// <summary>
    /// Reads a project's file; null when it has no table of ours. It belongs to others: when it says nothing to us, its troubles are not
    /// the configuration's.
    /// </summary>
    /// <returns>False when it speaks of us and cannot be read.</returns>
    public static bool TryReadProject(
        FileWorld world,
        string path,
        out ConfigurationFile? file,
        [NotNullWhen(false)] out ConfigurationError? error
    )
    {
        (file, error) = (null, null);
        if (!world.IsFile(path) || world.ReadHead(path, MostBytes) is not { Succeeded: true } head)
        {
            return true;
        }

        if (head.Bytes.AsSpan().IndexOf("plumb"u8) < 0)
        {
            return true;
        }

        if (!TryRead(world, path, out file, out error))
        {
            return false;
        }

        var table = file?.Document.Root.Table("tool", "plumb");
        file = table is null ? null : file! with { Settings = table };
        return true;
    }
}
