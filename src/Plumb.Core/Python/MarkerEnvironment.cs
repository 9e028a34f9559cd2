using System.Collections.Immutable;

namespace Plumb.Python;

/// <summary>The values of marker variables (PEP 508, "Environment Markers"). One that is null is not known.</summary>
public sealed record MarkerEnvironment
{
    /// <summary>"3.11"</summary>
    public string? PythonVersion { get; init; }

    /// <summary>"3.11.7"; a build from a working copy may say "3.11.7+"</summary>
    public string? PythonFullVersion { get; init; }

    /// <summary>"posix", "nt"</summary>
    public string? OsName { get; init; }

    /// <summary>"linux", "win32", "darwin"</summary>
    public string? SysPlatform { get; init; }

    /// <summary>The kernel's release</summary>
    public string? PlatformRelease { get; init; }

    /// <summary>"Linux", "Windows", "Darwin"</summary>
    public string? PlatformSystem { get; init; }

    /// <summary>The kernel's build</summary>
    public string? PlatformVersion { get; init; }

    /// <summary>"x86_64", "AMD64", "arm64"</summary>
    public string? PlatformMachine { get; init; }

    /// <summary>"CPython", "PyPy"</summary>
    public string? PlatformPythonImplementation { get; init; }

    /// <summary>"cpython", "pypy"</summary>
    public string? ImplementationName { get; init; }

    /// <summary>"3.11.7" for CPython, "7.3.13" for PyPy</summary>
    public string? ImplementationVersion { get; init; }

    /// <summary>The extra under which requirements are looked at, "" for none; null where metadata's <c>extra</c> has no meaning.</summary>
    public string? Extra { get; init; } = "";

    /// <summary>True when every extra is to be thought of at once: comparisons with <c>extra</c> are then unknown.</summary>
    public bool IsExtraOpen { get; init; }

    /// <summary>The extras that a lock file is installed with (PEP 751); null outside lock files.</summary>
    public ImmutableHashSet<string>? Extras { get; init; }

    /// <summary>The dependency groups that a lock file is installed with (PEP 751); null outside lock files.</summary>
    public ImmutableHashSet<string>? DependencyGroups { get; init; }

    /// <summary>Values of names that are no variables of PEP 508, for tools that add their own.</summary>
    public ImmutableDictionary<string, string> Others { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// The environment of an interpreter known from its files. The kernel's release and version stay unknown, and so does whatever
    /// the platform or a version of fewer than three numbers does not tell.
    /// </summary>
    /// <param name="platform">What the interpreter was built for.</param>
    /// <param name="pythonFullVersion">"3.11.7"; "3.11" when no more is known; null when not even that.</param>
    /// <param name="implementation">As <c>sys.implementation.name</c> has it: "cpython", "pypy".</param>
    /// <param name="implementationVersion">The implementation's own version; needed for other implementations than CPython only.</param>
    public static MarkerEnvironment For(
        TargetPlatform platform,
        string? pythonFullVersion,
        string implementation = "cpython",
        string? implementationVersion = null
    )
    {
        var segments = pythonFullVersion?.Split('.') ?? [];
        var full = segments.Length > 2 ? pythonFullVersion : null;
        var system = platform.System;
        var isPosix = system is OperatingSystemFamily.Linux or OperatingSystemFamily.MacOs;
        return new MarkerEnvironment
        {
            PythonVersion = segments.Length > 1 ? $"{segments[0]}.{LeadingDigits(segments[1])}" : null,
            PythonFullVersion = full,
            OsName =
                isPosix ? "posix"
                : system == OperatingSystemFamily.Windows ? "nt"
                : null,
            SysPlatform = system switch
            {
                // Until Python 3.3 the number of the kernel was part of it.
                OperatingSystemFamily.Linux => segments is ["2", ..] ? "linux2" : "linux",
                OperatingSystemFamily.Windows => "win32",
                OperatingSystemFamily.MacOs => "darwin",
                _ => null,
            },
            PlatformSystem = system switch
            {
                OperatingSystemFamily.Linux => "Linux",
                OperatingSystemFamily.Windows => "Windows",
                OperatingSystemFamily.MacOs => "Darwin",
                _ => null,
            },
            PlatformMachine = Machine(platform),
            PlatformPythonImplementation = implementation switch
            {
                "cpython" => "CPython",
                "pypy" => "PyPy",
                "graalpy" => "GraalVM",
                "jython" => "Jython",
                "ironpython" => "IronPython",
                _ => null,
            },
            ImplementationName = implementation,
            ImplementationVersion = implementationVersion ?? (implementation == "cpython" ? full : null),
        };
    }

    private static string? Machine(TargetPlatform platform) =>
        (platform.System, platform.Architecture) switch
        {
            (_, "") => null,
            (OperatingSystemFamily.Windows, "win32") => "x86",
            (OperatingSystemFamily.Windows, "amd64") => "AMD64",
            (OperatingSystemFamily.Windows, "arm64") => "ARM64",
            var (_, architecture) => architecture,
        };

    private static string LeadingDigits(string text) => text[..text.TakeWhile(char.IsAsciiDigit).Count()];
}
