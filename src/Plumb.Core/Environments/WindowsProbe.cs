using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Python;

namespace Plumb.Environments;

/// <summary>
/// Puts together what is known of a Python for Windows: python.org's, venv, conda, and the embeddable package.
/// Built from CPython's documentation ("Using Python on Windows", <c>getpath</c>), not from a measured installation.
/// </summary>
internal sealed class WindowsProbe(FileWorld world, WorldVariables variables)
{
    /// <summary>The name of the interpreter.</summary>
    public const string Program = "python.exe";

    /// <summary>True when the names in a prefix are those that Python uses on Windows.</summary>
    public static bool HasLayout(FileWorld world, string prefix) =>
        world.IsFile(WorldPath.Join(prefix, Program))
        || world.IsFile(WorldPath.Join(prefix, "Scripts/" + Program))
        || (
            world.IsFile(WorldPath.Join(prefix, PyVenvConfiguration.FileName))
            && world.IsDirectory(WorldPath.Join(prefix, "Lib/site-packages"))
            && !world.IsDirectory(WorldPath.Join(prefix, "bin"))
        );

    /// <summary>The installation that an executable starts; null when there is no Python around it.</summary>
    public PythonInstallation? FromExecutable(string path)
    {
        var folder = WorldPath.Parent(path);
        return FromPrefix(folder) ?? FromPrefix(WorldPath.Parent(folder));
    }

    /// <summary>The installation of a prefix; null when it holds none.</summary>
    public PythonInstallation? FromPrefix(string prefix)
    {
        var configuration = PyVenvConfiguration.Read(world, prefix, out _);
        string[] programs = configuration is null ? [Program] : ["Scripts/" + Program, "Scripts/pythonw.exe", Program];
        var executable = programs.Select(name => WorldPath.Join(prefix, name)).FirstOrDefault(world.IsFile);
        if (configuration is null && (executable is null || (!HasLibrary(prefix) && FindPathFile(prefix) is null)))
        {
            return null;
        }

        var home = configuration is null ? prefix : configuration.Home ?? prefix;
        var (base_, binary) = ReadBase(home, executable);
        return Assemble(prefix, executable, configuration, base_, binary);
    }

    private bool HasLibrary(string prefix) =>
        world.IsFile(WorldPath.Join(prefix, "Lib/os.py")) || world.IsFile(WorldPath.Join(prefix, "lib/os.py"));

    private (WindowsBase? Base, InterpreterBinary? Binary) ReadBase(string home, string? executable)
    {
        var binary = executable is null ? null : InterpreterBinary.Read(world, executable);
        if (!world.IsDirectory(home))
        {
            return (null, binary);
        }

        for (var minor = FlaggedVersion.Minors.Newest; minor >= FlaggedVersion.Minors.Oldest; minor--)
        {
            foreach (var flag in (string[])["", "t"])
            {
                var version = new InterpreterVersion(3, minor, null, "");
                var library = WorldPath.Join(home, $"python{version.Digits}{flag}.dll");
                if (world.IsFile(library))
                {
                    var exact = InterpreterBinary.Read(world, library)?.Version;
                    return (new WindowsBase(home, exact ?? version, exact is null ? null : library, flag), binary);
                }
            }
        }

        return (HasLibrary(home) ? new WindowsBase(home, null, null, "") : null, binary);
    }

    private PythonInstallation Assemble(
        string prefix,
        string? executable,
        PyVenvConfiguration? configuration,
        WindowsBase? found,
        InterpreterBinary? binary
    )
    {
        var (version, source) = VersionOf(prefix, configuration, found);
        var flags = found?.ThreadFlag ?? "";
        var platform = new TargetPlatform(OperatingSystemFamily.Windows, binary?.Architecture ?? "");
        var pathFile = configuration is null ? FindPathFile(prefix) : null;
        var userSite = version is { } v ? UserSite.PathOf(variables, platform, v, flags, isFramework: false) : null;
        var enabled =
            pathFile is null
            && UserSite.IsEnabled(variables, configuration is not null, configuration?.IncludesSystemSite ?? false);
        var builder = new WindowsSearchPath(world, variables, prefix);
        builder.Build(found, version, configuration, pathFile, enabled ? userSite : null);
        var packages = WorldPath.Join(prefix, LibraryName(prefix) + "/site-packages");
        return new PythonInstallation
        {
            Prefix = prefix,
            BasePrefix = configuration is null ? prefix : found?.Home,
            Kind =
                configuration?.Maker
                ?? (
                    pathFile is not null ? EnvironmentKind.Embedded
                    : CondaPrefix.Is(world, prefix) ? EnvironmentKind.Conda
                    : EnvironmentKind.Interpreter
                ),
            Executable = executable,
            Version = version?.ToString(),
            VersionSource = source,
            Major = version?.Major ?? 0,
            Minor = version?.Minor ?? 0,
            IsFreeThreaded = flags.Length > 0,
            AbiFlags = flags,
            ExtensionSuffix = ExtensionSuffix(version, flags, platform.Architecture),
            Platform = platform,
            SearchPath = builder.SearchPath,
            SitePackages = [packages],
            Paths = found is null
                ? null
                : new InstallPaths(
                    WorldPath.Join(found.Home, LibraryName(found.Home)),
                    packages,
                    packages,
                    WorldPath.Join(found.Home, "Include"),
                    WorldPath.Join(prefix, "Scripts"),
                    prefix
                ),
            UserSite = userSite,
            UserSiteEnabled = enabled,
            IncludesSystemSite = configuration?.IncludesSystemSite ?? false,
            VenvConfiguration = configuration?.Values ?? ImmutableDictionary<string, string>.Empty,
            ScriptsFolder = world.IsDirectory(WorldPath.Join(prefix, "Scripts"))
                ? WorldPath.Join(prefix, "Scripts")
                : null,
            ExternallyManaged =
                configuration is null
                && WorldPath.Join(prefix, LibraryName(prefix) + "/EXTERNALLY-MANAGED") is var marker
                && world.IsFile(marker)
                    ? marker
                    : null,
            Unread = builder.Unread,
        };
    }

    private (InterpreterVersion? Version, string? Source) VersionOf(
        string prefix,
        PyVenvConfiguration? configuration,
        WindowsBase? found
    )
    {
        if (found is { Source: not null })
        {
            return (found.Version, found.Source);
        }

        if (found is not null)
        {
            var header = WorldPath.Join(found.Home, "Include/patchlevel.h");
            if (world.Read(header, 1 << 16) is { Succeeded: true } text)
            {
                return (PosixInterpreter.PatchLevel(text.Bytes), header);
            }
        }

        if (configuration?.Version is { } copied)
        {
            return (InterpreterVersion.Parse(copied), WorldPath.Join(prefix, PyVenvConfiguration.FileName));
        }

        return CondaPrefix.ReadPythonVersion(world, prefix) ?? (found?.Version, null);
    }

    // On a disk of Windows that is looked at from Linux the case of names matters.
    private string LibraryName(string prefix) => world.IsDirectory(WorldPath.Join(prefix, "Lib")) ? "Lib" : "lib";

    private string? FindPathFile(string prefix)
    {
        for (var minor = FlaggedVersion.Minors.Newest; minor >= FlaggedVersion.Minors.Oldest; minor--)
        {
            var digits = new InterpreterVersion(3, minor, null, "").Digits;
            var path = WorldPath.Join(prefix, $"python{digits}._pth");
            if (world.IsFile(path))
            {
                return path;
            }
        }

        return null;
    }

    private static string? ExtensionSuffix(InterpreterVersion? version, string flags, string architecture) =>
        version is { } known
        && architecture switch
        {
            "amd64" => "win_amd64",
            "arm64" => "win_arm64",
            "win32" => "win32",
            _ => null,
        }
            is { } tag
            ? $".cp{known.Digits}{flags}-{tag}.pyd"
            : null;
}

/// <summary>The folder of a Python for Windows.</summary>
/// <param name="Home">It holds the DLL and <c>Lib</c>.</param>
/// <param name="Version">From the DLL's constant or its name; null when there is no DLL.</param>
/// <param name="Source">The DLL when its constant told the full version.</param>
/// <param name="ThreadFlag">"t" for a build without the global interpreter lock.</param>
internal sealed record WindowsBase(string Home, InterpreterVersion? Version, string? Source, string ThreadFlag);
