using Plumb.Files;
using Plumb.Formats.LoaderCaches;
using Plumb.Python;
using Plumb.Stacks;

namespace Plumb.Environments.Observing;

/// <summary>Looks for the libraries and programs that a stack wants of the system, where loader and shell look by default.</summary>
internal sealed class SystemNeedReader(FileWorld world, WorldVariables variables, PythonInstallation installation)
{
    private const string UsualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    // What cmd starts without its ending, of the default PATHEXT.
    private static readonly string[] _windowsEndings = [".exe", ".com", ".bat", ".cmd"];
    private static readonly string[] _noEnding = [""];
    private readonly Lazy<LoaderCache?> _cache = new(() => Cache(world));

    /// <summary>Looks for one.</summary>
    public ObservedSystemNeed Read(SystemNeed need) => need.Library.Length > 0 ? Library(need) : Command(need);

    private ObservedSystemNeed Library(SystemNeed need)
    {
        var folders = Folders();
        var cached = _cache.Value?.Find(need.Library, LoaderCache.FlagsOf(Machine, is64Bit: true)).Select(e => e.Path);
        var found = (cached ?? [])
            .Concat(folders.Select(f => WorldPath.Join(f, need.Library)))
            .FirstOrDefault(p => WorldPath.IsAbsolute(p) && world.IsFile(p));
        var hasLoader = installation.Platform.System switch
        {
            OperatingSystemFamily.Linux => world.IsDirectory("/usr/lib"),
            OperatingSystemFamily.Windows => folders.Any(world.IsDirectory),
            _ => false,
        };
        return new ObservedSystemNeed(need, found, found is not null || hasLoader);
    }

    private ObservedSystemNeed Command(SystemNeed need)
    {
        var isWindows = installation.Platform.System == OperatingSystemFamily.Windows;
        var path = world.Root is null ? variables.GetNonEmpty("PATH") : UsualPath;
        if (path is null || (isWindows && world.Root is not null))
        {
            return new ObservedSystemNeed(need, null, WasLooked: false);
        }

        var found = path.Split(isWindows ? ';' : ':')
            .Append(installation.ScriptsFolder ?? "")
            .Where(f => WorldPath.IsAbsolute(f))
            .SelectMany(f =>
                (isWindows ? _windowsEndings : _noEnding).Select(e =>
                    WorldPath.Normalize(WorldPath.Join(f, need.Command + e))
                )
            )
            .FirstOrDefault(world.IsFile);
        return new ObservedSystemNeed(need, found, WasLooked: true);
    }

    private ushort Machine => installation.Platform.Architecture is "aarch64" or "arm64" ? (ushort)183 : (ushort)62;

    private string[] Folders() =>
        installation.Platform.System switch
        {
            OperatingSystemFamily.Windows =>
            [
                WorldPath.Join(WorldPath.Normalize(variables.GetNonEmpty("SystemRoot") ?? "C:/Windows"), "System32"),
                installation.Prefix,
                installation.BasePrefix ?? installation.Prefix,
            ],
            OperatingSystemFamily.Linux =>
            [
                WorldPath.Join(installation.Prefix, "lib"),
                $"/usr/lib/{installation.Platform.Architecture}-linux-gnu",
                $"/lib/{installation.Platform.Architecture}-linux-gnu",
                "/usr/lib64",
                "/lib64",
                "/usr/lib",
                "/lib",
                "/usr/local/lib",
            ],
            _ => [],
        };

    private static LoaderCache? Cache(FileWorld world)
    {
        using var reader = world.Open("/etc/ld.so.cache", out _);
        return reader is not null && LoaderCache.TryRead(reader, out var cache, out _) ? cache : null;
    }
}
