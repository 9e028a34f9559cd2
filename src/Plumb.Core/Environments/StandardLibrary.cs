using Plumb.Files;

namespace Plumb.Environments;

/// <summary>The standard library of an interpreter on Linux or macOS, by which CPython's <c>getpath</c> finds its prefix.</summary>
/// <param name="Prefix">The folder that holds it, such as <c>/usr/local</c>.</param>
/// <param name="LibraryFolder">"lib", or "lib64" where the distribution puts platform files there (<c>sys.platlibdir</c>).</param>
/// <param name="Name">"python3.11", "python3.13t", "pypy3.10".</param>
/// <param name="Version">Major and minor.</param>
/// <param name="ThreadFlag">"t" for a build without the global interpreter lock, else "".</param>
internal sealed record StandardLibrary(
    string Prefix,
    string LibraryFolder,
    string Name,
    InterpreterVersion Version,
    string ThreadFlag
)
{
    private static readonly string[] _libraryFolders = ["lib", "lib64"];
    private static readonly string[] _landmarks = ["os.py", "os.pyc"];

    /// <summary><c>/usr/local/lib/python3.11</c>.</summary>
    public string Folder => WorldPath.Join(Prefix, $"{LibraryFolder}/{Name}");

    /// <summary>True for PyPy.</summary>
    public bool IsPyPy => Name.StartsWith("pypy", StringComparison.Ordinal);

    /// <summary>
    /// Looks from a folder upwards, as <c>getpath</c> does, never in the root itself; null when there is none.
    /// Without a version the newest that is there is taken.
    /// </summary>
    public static StandardLibrary? FindAbove(FileWorld world, string folder, FlaggedVersion? wanted)
    {
        for (var prefix = folder; WorldPath.Parent(prefix) != prefix; prefix = WorldPath.Parent(prefix))
        {
            if (FindIn(world, prefix, wanted) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Looks in one prefix.</summary>
    public static StandardLibrary? FindIn(FileWorld world, string prefix, FlaggedVersion? wanted)
    {
        if (!world.IsDirectory(WorldPath.Join(prefix, "lib")) && !world.IsDirectory(WorldPath.Join(prefix, "lib64")))
        {
            return null;
        }

        if (wanted is { } known)
        {
            return FindVersion(world, prefix, known);
        }

        for (var minor = FlaggedVersion.Minors.Newest; minor >= FlaggedVersion.Minors.Oldest; minor--)
        {
            var version = new FlaggedVersion(new InterpreterVersion(3, minor, null, ""), "");
            if (FindVersion(world, prefix, version) is { } found)
            {
                return found;
            }
        }

        return FindVersion(world, prefix, new FlaggedVersion(new InterpreterVersion(2, 7, null, ""), ""));
    }

    private static StandardLibrary? FindVersion(FileWorld world, string prefix, FlaggedVersion wanted)
    {
        var number = wanted.Version.Short;
        string[] names = wanted.Flags.Contains('t', StringComparison.Ordinal)
            ? [$"python{number}t"]
            : [$"python{number}", $"python{number}t", $"pypy{number}"];
        foreach (var folder in _libraryFolders)
        {
            foreach (var name in names)
            {
                var path = WorldPath.Join(prefix, $"{folder}/{name}");
                if (world.IsDirectory(path) && Array.Exists(_landmarks, l => world.IsFile(WorldPath.Join(path, l))))
                {
                    var thread = name.EndsWith('t') ? "t" : "";
                    return new StandardLibrary(prefix, folder, name, wanted.Version with { Micro = null }, thread);
                }
            }
        }

        return null;
    }
}
