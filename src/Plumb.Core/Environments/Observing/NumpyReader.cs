using System.Collections.Immutable;
using System.Text;
using Plumb.Files;
using Plumb.Python;

namespace Plumb.Environments.Observing;

/// <summary>Reads which NumPy lies on disk, for where its metadata is gone.</summary>
internal static class NumpyReader
{
    private const int MostBytes = 1 << 16;
    private static readonly string[] _names = ["version", "full_version", "short_version", "__version__"];

    /// <summary>The first of the folders that is a package; null when none is.</summary>
    public static ObservedNumpy? Read(FileWorld world, FileTree tree, ImmutableArray<string> folders)
    {
        var folder = folders.FirstOrDefault(f => tree.Exists(WorldPath.Join(f, "__init__.py")));
        if (folder is null)
        {
            return null;
        }

        var read = world.Read(WorldPath.Join(folder, "version.py"), MostBytes);
        return new ObservedNumpy(
            folder,
            read.Succeeded ? Version(Encoding.UTF8.GetString(read.Bytes)) : null,
            tree.Folder(WorldPath.Join(folder, "_core")) is not null
        );
    }

    /// <summary>The version in <c>version.py</c>: <c>version = "2.2.6"</c>, <c>short_version = '1.24.2'</c>; null when no such line is there.</summary>
    internal static PythonVersion? Version(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var equals = line.IndexOf('=');
            if (equals < 0 || !_names.Contains(line[..equals].Trim().ToString(), StringComparer.Ordinal))
            {
                continue;
            }

            var value = line[(equals + 1)..].Trim();
            if (
                value.Length > 2
                && value[0] is '"' or '\''
                && value[1..].IndexOf(value[0]) is > 0 and var end
                && PythonVersion.TryParse(value.Slice(1, end), out var version)
            )
            {
                return version;
            }
        }

        return null;
    }
}
