using System.Globalization;
using System.Runtime.InteropServices;
using Plumb.Cli.Rendering;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Machine;
using Plumb.Metadata.Projects;
using Plumb.Python;
using Plumb.Resolution;

namespace Plumb.Cli.Commands;

/// <summary>The Python and the platform that are locked for.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Python">The version of Python.</param>
internal sealed record LockTarget(TargetPlatform Platform, PythonVersion Python)
{
    private const int NewestMinor = 14;
    private const int OldestMinor = 9;

    /// <summary>"Python 3.11, Linux x86-64, glibc 2.28".</summary>
    public string InWords =>
        FormattableString.Invariant($"Python {Python.Major}.{Python.Minor}")
        + (EnvironmentWords.Platform(Platform) is { } words ? $", {words}" : "");

    /// <summary>What a resolver solves for.</summary>
    public ResolutionTarget Target => ResolutionTarget.For(Platform, Python);

    /// <summary>The platform that a word of uv's <c>--python-platform</c> names; null for any other word.</summary>
    public static TargetPlatform? PlatformOf(string word) =>
        word switch
        {
            "linux" or "x86_64-unknown-linux-gnu" => Glibc("x86_64", 28),
            "aarch64-unknown-linux-gnu" => Glibc("aarch64", 28),
            "x86_64-manylinux2014" => Glibc("x86_64", 17),
            "aarch64-manylinux2014" => Glibc("aarch64", 17),
            "windows" or "x86_64-pc-windows-msvc" => new(OperatingSystemFamily.Windows, "amd64"),
            "aarch64-pc-windows-msvc" => new(OperatingSystemFamily.Windows, "arm64"),
            "macos" or "aarch64-apple-darwin" => new(OperatingSystemFamily.MacOs, "arm64", Major: 13),
            "x86_64-apple-darwin" => new(OperatingSystemFamily.MacOs, "x86_64", Major: 13),
            _ => word.Split("-manylinux_2_") is [("x86_64" or "aarch64") and var processor, var minor]
            && int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 5 and < 100
                ? Glibc(processor, number)
                : null,
        };

    /// <summary>What is meant where the command line says nothing: the environment that check would take, else this machine.</summary>
    /// <param name="world">The process.</param>
    /// <param name="path">The application's folder as typed; null for the current one.</param>
    /// <param name="requires">What the application says of Python.</param>
    public static LockTarget Usual(World world, string? path, PythonRequirement? requires)
    {
        var files = new FileWorld();
        var located = EnvironmentLocator.Locate(files, world.Variables, path, world.CurrentFolder);
        if (
            located
                is EnvironmentLocated
                {
                    Installation: { Version: { } version, Major: 3, Platform.System: not OperatingSystemFamily.Unknown }
                } found
            && PythonVersion.TryParse(version, out var python)
        )
        {
            return new LockTarget(found.Installation.Platform, python);
        }

        var newest = Enumerable
            .Range(OldestMinor, NewestMinor - OldestMinor + 1)
            .Reverse()
            .Select(m => PythonVersion.Parse(FormattableString.Invariant($"3.{m}")))
            .Where(v => requires?.Specifiers?.Contains(v) != false)
            .DefaultIfEmpty(PythonVersion.Parse(FormattableString.Invariant($"3.{NewestMinor}")))
            .First();
        return new LockTarget(Here(files), newest);
    }

    private static TargetPlatform Here(FileWorld files)
    {
        var isArm = RuntimeInformation.OSArchitecture == Architecture.Arm64;
        if (OperatingSystem.IsWindows())
        {
            return new(OperatingSystemFamily.Windows, isArm ? "arm64" : "amd64");
        }

        if (OperatingSystem.IsMacOS())
        {
            return new(OperatingSystemFamily.MacOs, isArm ? "arm64" : "x86_64", Major: 13);
        }

        var processor = isArm ? "aarch64" : "x86_64";
        return LibcProbe.FindLoader(files) is { } loader && LibcProbe.Read(files, loader) is { Major: > 0 } libc
            ? new(OperatingSystemFamily.Linux, processor, libc.Kind, libc.Major, libc.Minor)
            : Glibc(processor, 28);
    }

    private static TargetPlatform Glibc(string processor, int minor) =>
        new(OperatingSystemFamily.Linux, processor, LibcKind.Glibc, 2, minor);
}
