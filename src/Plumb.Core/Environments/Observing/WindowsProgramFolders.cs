using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Environments.Observing;

/// <summary>The folders of the program itself, in which its libraries are found.</summary>
internal static class WindowsProgramFolders
{
    // conda's activation puts them on PATH, and its builds of Python add them to what the loader searches.
    private static readonly string[] _conda =
    [
        "",
        "Library/mingw-w64/bin",
        "Library/usr/bin",
        "Library/bin",
        "Scripts",
        "bin",
        "DLLs",
    ];

    /// <summary>That of the base interpreter first; what conda made has several more.</summary>
    public static ImmutableArray<string> Of(FileWorld world, PythonInstallation installation)
    {
        var prefix = installation.BasePrefix ?? installation.Prefix;
        return world.IsDirectory(WorldPath.Join(prefix, "conda-meta"))
            ? [.. _conda.Select(f => f.Length == 0 ? prefix : WorldPath.Join(prefix, f))]
            : [prefix];
    }
}
