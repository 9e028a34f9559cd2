using System.Text;
using Plumb.Files;
using Plumb.Machine;
using Plumb.Python;

namespace Plumb.Environments;

/// <summary>
/// An interpreter on Linux or macOS without the environment around it: which version, which standard library, which platform.
/// </summary>
internal sealed class PosixInterpreter
{
    private const int LargestHeader = 1 << 16;
    private static readonly string[] _libraryFolders =
    [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/lib64",
        "/usr/lib",
        "/usr/local/lib",
    ];

    private PosixInterpreter() { }

    /// <summary>Its standard library; null when the base is gone.</summary>
    public StandardLibrary? Library { get; private init; }

    /// <summary>The best that is known of its version; null when nothing is.</summary>
    public InterpreterVersion? Version { get; private init; }

    /// <summary>The file that told it.</summary>
    public string? VersionSource { get; private init; }

    /// <summary>The build variables; null when the file is not there.</summary>
    public SysconfigVariables? Variables { get; private init; }

    /// <summary>What it runs on.</summary>
    public required TargetPlatform Platform { get; init; }

    /// <summary>"" or flags as in <see cref="PythonInstallation.AbiFlags"/>.</summary>
    public string Flags => Library?.ThreadFlag is "t" ? "t" : Variables?.Get("ABIFLAGS") ?? "";

    /// <summary>
    /// Reads the interpreter behind an executable. <paramref name="configuration"/> names the base's folder in an environment.
    /// </summary>
    /// <param name="world">The files.</param>
    /// <param name="chain">The executable; null when there is none.</param>
    /// <param name="prefix">The prefix that is looked at; tried as the base where there is no environment.</param>
    /// <param name="configuration">Of the environment; null outside of one.</param>
    public static PosixInterpreter Read(
        FileWorld world,
        ExecutableChain? chain,
        string prefix,
        PyVenvConfiguration? configuration
    )
    {
        var binary = chain is { Dangles: false } ? InterpreterBinary.Read(world, chain.Path) : null;
        var named = chain is null ? null : FlaggedVersion.OfProgram(WorldPath.Name(chain.Target));
        var fromFolder = configuration?.Home ?? (chain is null ? null : WorldPath.Parent(chain.Target));
        var (exact, exactSource) = ReadConstant(world, binary, chain, fromFolder);
        var wanted =
            binary?.LibraryVersion
            ?? (exact is { } constant ? new FlaggedVersion(constant, named?.Flags ?? "") : named)
            ?? (configuration?.Version is { } said ? FlaggedVersion.Parse(ShortOf(said)) : null);
        var library = FindLibrary(world, chain, prefix, fromFolder, configuration is not null, wanted);
        var minor = library?.Version ?? wanted?.Version;
        var platform = ReadPlatform(world, binary, library);
        var (version, source) = exact is { } told
            ? (told, exactSource)
            : ReadVersion(world, library, minor, configuration, prefix);
        return new PosixInterpreter
        {
            Library = library,
            Version = version,
            VersionSource = source,
            Variables = library is null ? null : SysconfigSearch.Find(world, library, platform),
            Platform = platform,
        };
    }

    private static string ShortOf(string version) => InterpreterVersion.Parse(version)?.Short ?? "";

    private static StandardLibrary? FindLibrary(
        FileWorld world,
        ExecutableChain? chain,
        string prefix,
        string? fromFolder,
        bool isVirtual,
        FlaggedVersion? wanted
    )
    {
        // getpath looks above a home that is gone too. Where nothing can run, that would only find another Python.
        var home = fromFolder is null ? null : WorldPath.Normalize(fromFolder);
        var found =
            home is not null && (chain?.Dangles == false || (chain is null && world.IsDirectory(home)))
                ? StandardLibrary.FindAbove(world, home, wanted)
                : null;
        if (found is null && chain is { Dangles: false })
        {
            found =
                StandardLibrary.FindAbove(world, WorldPath.Parent(chain.Target), wanted)
                ?? (
                    world.RealPath(chain.Path) is { } real
                        ? StandardLibrary.FindAbove(world, WorldPath.Parent(real), wanted)
                        : null
                );
        }

        return found ?? (isVirtual ? null : StandardLibrary.FindIn(world, prefix, wanted));
    }

    // The constant lies in the program, or in the library that it needs.
    private static (InterpreterVersion?, string?) ReadConstant(
        FileWorld world,
        InterpreterBinary? binary,
        ExecutableChain? chain,
        string? fromFolder
    )
    {
        if (binary is null || chain is null)
        {
            return (null, null);
        }

        if (binary.NeededLibrary is not { } name)
        {
            return (binary.Version, chain.Target);
        }

        var folders = binary
            .RunPath.Select(folder =>
                WorldPath.Normalize(
                    folder
                        .Replace("$ORIGIN", WorldPath.Parent(chain.Target), StringComparison.Ordinal)
                        .Replace("${ORIGIN}", WorldPath.Parent(chain.Target), StringComparison.Ordinal)
                )
            )
            .Append(WorldPath.Normalize(WorldPath.Join(WorldPath.Parent(chain.Target), "../lib")))
            .Concat(fromFolder is null ? [] : [WorldPath.Normalize(WorldPath.Join(fromFolder, "../lib"))])
            .Concat(_libraryFolders);
        foreach (var path in folders.Where(f => WorldPath.IsAbsolute(f)).Select(f => WorldPath.Join(f, name)))
        {
            if (InterpreterBinary.Read(world, path) is { } library)
            {
                return (library.Version, path);
            }
        }

        return (null, null);
    }

    private static (InterpreterVersion?, string?) ReadVersion(
        FileWorld world,
        StandardLibrary? library,
        InterpreterVersion? minor,
        PyVenvConfiguration? configuration,
        string prefix
    )
    {
        if (library is not null && ReadHeader(world, library) is { Version: not null } header)
        {
            return header;
        }

        if (configuration?.Version is { } text && InterpreterVersion.Parse(text) is { } copied)
        {
            if (minor is not { } known || (known.Major, known.Minor) == (copied.Major, copied.Minor))
            {
                return (copied, WorldPath.Join(prefix, PyVenvConfiguration.FileName));
            }
        }

        return CondaPrefix.ReadPythonVersion(world, library?.Prefix ?? prefix) is { } conda ? conda
            : library is not null ? (minor, library.Folder)
            : (minor, null);
    }

    private static (InterpreterVersion? Version, string? File) ReadHeader(FileWorld world, StandardLibrary library)
    {
        string[] flags = library.Version is { Major: 3, Minor: < 8 } ? ["m", ""] : ["", "t"];
        foreach (var flag in flags)
        {
            var path = WorldPath.Join(library.Prefix, $"include/python{library.Version.Short}{flag}/patchlevel.h");
            if (world.Read(path, LargestHeader) is { Succeeded: true } header)
            {
                return (PatchLevel(header.Bytes), path);
            }
        }

        return (null, null);
    }

    /// <summary>The value of <c>PY_VERSION</c> in <c>patchlevel.h</c>.</summary>
    internal static InterpreterVersion? PatchLevel(ReadOnlySpan<byte> header)
    {
        var at = header.IndexOf("PY_VERSION "u8);
        var rest = at < 0 ? default : header[at..];
        var open = rest.IndexOf((byte)'"');
        var length = open < 0 ? -1 : rest[(open + 1)..].IndexOf((byte)'"');
        return length is <= 0 or > 32
            ? null
            : InterpreterVersion.Parse(Encoding.ASCII.GetString(rest.Slice(open + 1, length)));
    }

    private static TargetPlatform ReadPlatform(FileWorld world, InterpreterBinary? binary, StandardLibrary? library)
    {
        if (binary is { System: OperatingSystemFamily.MacOs or OperatingSystemFamily.Windows })
        {
            return new TargetPlatform(binary.System, binary.Architecture);
        }

        var loader = binary is null ? LibcProbe.FindLoader(world) : binary.Loader;
        if (loader is null)
        {
            return binary is not null ? new TargetPlatform(OperatingSystemFamily.Linux, binary.Architecture)
                : library is not null && SysconfigSearch.HasDarwin(world, library)
                    ? new TargetPlatform(OperatingSystemFamily.MacOs, "")
                : TargetPlatform.Unknown;
        }

        var architecture = (binary ?? InterpreterBinary.Read(world, loader))?.Architecture ?? "";
        return LibcProbe.Read(world, loader) is { } libc
            ? new TargetPlatform(OperatingSystemFamily.Linux, architecture, libc.Kind, libc.Major, libc.Minor)
            : new TargetPlatform(OperatingSystemFamily.Linux, architecture);
    }
}
