using Plumb.Files;

namespace Plumb.Environments;

/// <summary>
/// The package folders of a prefix on Linux and macOS: <c>site.getsitepackages</c> of CPython, and of Debian's and Fedora's versions of it.
/// Measured on CPython and Debian; Fedora's from its documentation ("Making sudo pip safe").
/// </summary>
internal static class PosixSites
{
    /// <summary>True when the interpreter is Debian's, which uses <c>dist-packages</c>.</summary>
    public static bool IsDebian(FileWorld world, StandardLibrary library) =>
        library is { Prefix: "/usr", Version.Major: 3 } && world.IsDirectory("/usr/lib/python3/dist-packages");

    /// <summary>The folders of one prefix in the order of <c>sys.path</c>, whether or not they exist.</summary>
    /// <param name="library">The base's standard library.</param>
    /// <param name="prefix">An environment or the base itself.</param>
    /// <param name="runsInEnvironment">The interpreter runs in an environment (Debian then lists <c>site-packages</c> too).</param>
    /// <param name="isDebian">See <see cref="IsDebian"/>.</param>
    public static IEnumerable<string> Of(StandardLibrary library, string prefix, bool runsInEnvironment, bool isDebian)
    {
        var number = library.Version.Short;
        if (isDebian)
        {
            if (runsInEnvironment)
            {
                yield return WorldPath.Join(prefix, $"lib/{library.Name}/site-packages");
            }

            yield return WorldPath.Join(prefix, $"local/lib/python{number}/dist-packages");
            yield return WorldPath.Join(prefix, "lib/python3/dist-packages");
            yield return WorldPath.Join(prefix, $"lib/python{number}/dist-packages");
            yield break;
        }

        var isFedora = library is { Prefix: "/usr", LibraryFolder: "lib64" };
        string[] prefixes = isFedora && !runsInEnvironment ? ["/usr/local", prefix] : [prefix];
        foreach (var one in prefixes)
        {
            yield return WorldPath.Join(one, $"{library.LibraryFolder}/{library.Name}/site-packages");
            if (library.LibraryFolder != "lib")
            {
                yield return WorldPath.Join(one, $"lib/{library.Name}/site-packages");
            }
        }

        if (library.Version.Major == 2)
        {
            yield return WorldPath.Join(prefix, "lib/site-python");
        }
    }

    /// <summary>The install scheme of an environment or a base.</summary>
    public static InstallPaths Paths(StandardLibrary library, string prefix, bool isDebianSystem, string flags)
    {
        var data = isDebianSystem ? WorldPath.Join(prefix, "local") : prefix;
        var packages = isDebianSystem
            ? $"python{library.Version.Short}/dist-packages"
            : $"{library.Name}/site-packages";
        return new InstallPaths(
            library.Folder,
            WorldPath.Join(data, "lib/" + packages),
            WorldPath.Join(data, $"{(isDebianSystem ? "lib" : library.LibraryFolder)}/{packages}"),
            WorldPath.Join(library.Prefix, $"include/python{library.Version.Short}{flags}"),
            WorldPath.Join(data, "bin"),
            data
        );
    }
}
