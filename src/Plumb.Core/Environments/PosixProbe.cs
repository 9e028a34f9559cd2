using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Environments;

/// <summary>Puts together what is known of a Python on Linux or macOS. Frameworks of macOS are built from Apple's and CPython's documentation.</summary>
internal sealed class PosixProbe(FileWorld world, WorldVariables variables)
{
    private static readonly string[] _programs = ["python", "python3", "pypy3", "pypy"];
    private readonly List<string> _unread = [];
    private FileFailure _configurationFailure;

    /// <summary>The installation that an executable starts; null when there is no Python around it.</summary>
    public PythonInstallation? FromExecutable(ExecutableChain chain)
    {
        var folder = WorldPath.Parent(chain.Path);
        var prefix = WorldPath.Parent(folder);
        if ((ReadConfiguration(folder) ?? ReadConfiguration(prefix)) is { } configuration)
        {
            return Assemble(prefix, chain, configuration, PosixInterpreter.Read(world, chain, prefix, configuration));
        }

        var interpreter = PosixInterpreter.Read(world, chain, prefix, null);
        return interpreter.Library is { } library ? Assemble(library.Prefix, chain, null, interpreter) : null;
    }

    /// <summary>The installation of a prefix; null when it holds none.</summary>
    public PythonInstallation? FromPrefix(string prefix)
    {
        var configuration = ReadConfiguration(prefix);
        var chain = FindProgram(prefix);
        if (configuration is null && chain is null)
        {
            return null;
        }

        var interpreter = PosixInterpreter.Read(world, chain, prefix, configuration);
        return configuration is null && interpreter.Library?.Prefix != prefix
            ? null
            : Assemble(prefix, chain, configuration, interpreter);
    }

    /// <summary>The program that starts the Python of a prefix; a dangling link only when nothing better is there.</summary>
    public ExecutableChain? FindProgram(string prefix)
    {
        var bin = WorldPath.Join(prefix, "bin");
        if (!world.IsDirectory(bin))
        {
            return null;
        }

        // /usr/bin/python may be Python 2.
        var names = prefix == "/usr" ? _programs.Skip(1) : _programs;
        ExecutableChain? dangling = null;
        foreach (var name in names)
        {
            var chain = ExecutableChain.Follow(world, WorldPath.Join(bin, name));
            if (chain is { Dangles: false })
            {
                return chain;
            }

            dangling ??= chain;
        }

        return dangling ?? FindVersionedProgram(bin);
    }

    private ExecutableChain? FindVersionedProgram(string bin)
    {
        for (var minor = FlaggedVersion.Minors.Newest; minor >= FlaggedVersion.Minors.Oldest; minor--)
        {
            var name = new InterpreterVersion(3, minor, null, "").Short;
            if (ExecutableChain.Follow(world, WorldPath.Join(bin, "python" + name)) is { } chain)
            {
                return chain;
            }
        }

        return null;
    }

    // A pyvenv.cfg that cannot be read still makes an environment of the folder.
    private PyVenvConfiguration? ReadConfiguration(string prefix)
    {
        var configuration = PyVenvConfiguration.Read(world, prefix, out var failure);
        if (configuration is null && failure != FileFailure.NotFound)
        {
            _configurationFailure = failure;
            return PyVenvConfiguration.Parse("include-system-site-packages = false"u8);
        }

        return configuration;
    }

    private PythonInstallation Assemble(
        string prefix,
        ExecutableChain? chain,
        PyVenvConfiguration? configuration,
        PosixInterpreter interpreter
    )
    {
        var library = interpreter.Library;
        var version = interpreter.Version;
        var flags = interpreter.Flags;
        var isDebian = library is not null && PosixSites.IsDebian(world, library);
        var kind = configuration?.Maker ?? KindOf(prefix);
        var userSite = version is { } v
            ? UserSite.PathOf(variables, interpreter.Platform, v, flags, IsFramework(library?.Prefix ?? prefix))
            : null;
        var userSiteEnabled = UserSite.IsEnabled(
            variables,
            configuration is not null,
            configuration?.IncludesSystemSite ?? false
        );
        var sites = new PosixSearchPath(world, variables, prefix, interpreter, isDebian).Build(
            configuration,
            userSiteEnabled ? userSite : null
        );
        var paths = library is null
            ? null
            : PosixSites.Paths(library, prefix, isDebian && configuration is null, flags);
        var atHome = configuration?.Home is { } home ? world.TroubleAt(home) : FileFailure.None;
        return new PythonInstallation
        {
            Prefix = prefix,
            BasePrefix = configuration is null ? prefix : library?.Prefix,
            Kind = kind,
            Executable = chain?.Path,
            ExecutableDangles = chain?.Dangles ?? false,
            ExecutableIsDenied =
                chain is { IsDenied: true } || (library is null && atHome == FileFailure.PermissionDenied),
            Implementation = library?.IsPyPy ?? false ? "pypy" : "cpython",
            Version = version?.ToString(),
            VersionSource = interpreter.VersionSource,
            Major = version?.Major ?? 0,
            Minor = version?.Minor ?? 0,
            IsFreeThreaded = flags.Contains('t', StringComparison.Ordinal),
            AbiFlags = flags,
            Soabi = interpreter.Variables?.Get("SOABI") ?? GuessedSoabi(interpreter),
            ExtensionSuffix = ExtensionSuffixOf(interpreter),
            Platform = interpreter.Platform,
            SearchPath = sites.SearchPath,
            SitePackages = PackageFolders(prefix, paths, version, sites.SearchPath),
            Paths = paths,
            UserSite = userSite,
            UserSiteEnabled = userSiteEnabled,
            IncludesSystemSite = configuration?.IncludesSystemSite ?? false,
            ExternallyManaged = configuration is null ? ExternallyManaged(library) : null,
            LacksEnsurePip =
                library is { Version.Major: 3 }
                && world.TroubleAt(WorldPath.Join(library.Folder, "ensurepip")) == FileFailure.NotFound,
            VenvConfiguration = configuration?.Values ?? ImmutableDictionary<string, string>.Empty,
            ConfigurationFailure = configuration is null ? FileFailure.None : _configurationFailure,
            HomeIsMissing = atHome == FileFailure.NotFound,
            ScriptsFolder = world.IsDirectory(WorldPath.Join(prefix, "bin")) ? WorldPath.Join(prefix, "bin") : null,
            Unread = [.. _unread, .. sites.Unread],
        };
    }

    private EnvironmentKind KindOf(string prefix) =>
        CondaPrefix.Is(world, prefix) ? EnvironmentKind.Conda
        : IsFramework(prefix) ? EnvironmentKind.Framework
        : prefix == "/usr" ? EnvironmentKind.System
        : EnvironmentKind.Interpreter;

    private static bool IsFramework(string prefix) => prefix.Contains(".framework/Versions/", StringComparison.Ordinal);

    // The marker of PEP 668 lies in the standard library and holds for the interpreter itself, not for environments made of it.
    private string? ExternallyManaged(StandardLibrary? library) =>
        library is not null
        && WorldPath.Join(library.Folder, "EXTERNALLY-MANAGED") is var marker
        && world.IsFile(marker)
            ? marker
            : null;

    // Python 2 on Linux has no SOABI; its extension modules end in ".so".
    private static string? GuessedSoabi(PosixInterpreter interpreter) =>
        interpreter is { Variables: null, Version: { Major: 3 } version, Library: null or { IsPyPy: false } }
        && SysconfigSearch.Multiarch(interpreter.Platform) is { } multiarch
            ? $"cpython-{version.Digits}{(version.Minor < 8 ? "m" : interpreter.Flags)}-{multiarch}"
            : null;

    private static string? ExtensionSuffixOf(PosixInterpreter interpreter) =>
        interpreter.Variables?.Get("EXT_SUFFIX")
        ?? (GuessedSoabi(interpreter) is { } soabi ? "." + soabi + ".so" : null);

    private static ImmutableArray<string> PackageFolders(
        string prefix,
        InstallPaths? paths,
        InterpreterVersion? version,
        ImmutableArray<SearchPathEntry> searchPath
    )
    {
        IEnumerable<string> first =
            paths is not null ? [paths.PurePackages, paths.PlatformPackages]
            : version is { } known ? [WorldPath.Join(prefix, $"lib/python{known.Short}/site-packages")]
            : [];
        return
        [
            .. first
                .Concat(searchPath.Where(entry => entry.Origin == PathOrigin.Site).Select(entry => entry.Path))
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
