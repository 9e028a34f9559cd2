using Plumb.Files;
using Plumb.Python;

namespace Plumb.Environments;

/// <summary>
/// Finds <c>_sysconfigdata_{flags}_{system}_{multiarch}.py</c>, whose name differs with version, build and distribution:
/// by its likely names, then in the list of the folder.
/// </summary>
internal static class SysconfigSearch
{
    private const string Prefix = "_sysconfigdata";

    /// <summary>The build variables; null when there is no such file.</summary>
    public static SysconfigVariables? Find(FileWorld world, StandardLibrary library, TargetPlatform platform)
    {
        foreach (var name in LikelyNames(library, platform))
        {
            if (SysconfigVariables.Read(world, WorldPath.Join(library.Folder, name)) is { } variables)
            {
                return variables;
            }
        }

        foreach (var entry in world.List(library.Folder).Entries)
        {
            if (
                entry.Name.StartsWith(Prefix, StringComparison.Ordinal)
                && entry.Name.EndsWith(".py", StringComparison.Ordinal)
                && SysconfigVariables.Read(world, WorldPath.Join(library.Folder, entry.Name)) is { } variables
            )
            {
                return variables;
            }
        }

        return null;
    }

    /// <summary>True when the library was built for macOS.</summary>
    public static bool HasDarwin(FileWorld world, StandardLibrary library) =>
        Array.Exists(
            ["_sysconfigdata__darwin_darwin.py", "_sysconfigdata_t_darwin_darwin.py"],
            name => world.IsFile(WorldPath.Join(library.Folder, name))
        );

    /// <summary>The triplet of Debian's multiarch, which CPython builds into names; null when it is not known.</summary>
    public static string? Multiarch(TargetPlatform platform) =>
        platform.System switch
        {
            OperatingSystemFamily.MacOs => "darwin",
            OperatingSystemFamily.Linux => (platform.Architecture, platform.Libc) switch
            {
                ("", _) => null,
                (var machine, LibcKind.Musl) => machine + "-linux-musl",
                ("i686", _) => "i386-linux-gnu",
                ("armv7l", _) => "arm-linux-gnueabihf",
                ("ppc64le", _) => "powerpc64le-linux-gnu",
                (var machine, _) => machine + "-linux-gnu",
            },
            _ => null,
        };

    private static IEnumerable<string> LikelyNames(StandardLibrary library, TargetPlatform platform)
    {
        if (library.Version.Major == 2)
        {
            return ["_sysconfigdata.py"];
        }

        var flags = library.Version is { Major: 3, Minor: < 8 } ? "m" : library.ThreadFlag;
        var system = platform.System == OperatingSystemFamily.MacOs ? "darwin" : "linux";
        return Multiarch(platform) is { } multiarch ? [$"{Prefix}_{flags}_{system}_{multiarch}.py"] : [];
    }
}
