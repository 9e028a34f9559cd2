using System.Globalization;
using Plumb.Environments;
using Plumb.Python;

namespace Plumb.Cli.Rendering;

/// <summary>How an environment is called, by scripts and by people.</summary>
internal static class EnvironmentWords
{
    /// <summary>A word for scripts: "venv", "site-packages", …</summary>
    public static string Kind(EnvironmentKind kind) =>
        kind switch
        {
            EnvironmentKind.Interpreter => "interpreter",
            EnvironmentKind.System => "system",
            EnvironmentKind.Venv => "venv",
            EnvironmentKind.Virtualenv => "virtualenv",
            EnvironmentKind.Uv => "uv",
            EnvironmentKind.Conda => "conda",
            EnvironmentKind.Embedded => "embedded",
            EnvironmentKind.Framework => "framework",
            EnvironmentKind.Target => "target",
            _ => "site-packages",
        };

    /// <summary>The same for people.</summary>
    public static string KindInWords(string kind) =>
        kind switch
        {
            "interpreter" => "installation",
            "uv" => "uv venv",
            "embedded" => "embeddable package",
            "framework" => "framework build",
            "target" => "folder of packages",
            _ => kind,
        };

    /// <summary>What <c>sysconfig.get_platform()</c> tells: "linux-x86_64", "win-amd64", "macosx-11.0-arm64"; null when unknown.</summary>
    public static string? SysconfigPlatform(TargetPlatform platform) =>
        platform.System switch
        {
            OperatingSystemFamily.Linux => $"linux-{platform.Architecture}",
            OperatingSystemFamily.Windows => platform.Architecture == "win32"
                ? "win32"
                : $"win-{platform.Architecture}",
            OperatingSystemFamily.MacOs => Text($"macosx-{platform.Major}.{platform.Minor}-{platform.Architecture}"),
            _ => null,
        };

    /// <summary>"Linux x86-64, glibc 2.36"; null when nothing is known.</summary>
    public static string? Platform(TargetPlatform platform)
    {
        var version = Text($"{platform.Major}.{platform.Minor}");
        var architecture = platform.Architecture is "x86_64" or "amd64" ? "x86-64" : platform.Architecture;
        var libc = platform.Libc switch
        {
            LibcKind.Glibc => "glibc",
            LibcKind.Musl => "musl",
            _ => null,
        };
        return platform.System switch
        {
            OperatingSystemFamily.Linux => $"Linux {architecture}".TrimEnd()
                + (
                    libc is null ? ""
                    : platform.Major == 0 ? $", {libc}"
                    : $", {libc} {version}"
                ),
            OperatingSystemFamily.Windows => $"Windows {architecture}".TrimEnd(),
            OperatingSystemFamily.MacOs =>
                $"macOS {(platform.Major == 0 ? "" : version + " ")}{architecture}".TrimEnd(),
            _ => null,
        };
    }

    /// <summary>The tag inside the suffix of native modules: "cp311-win_amd64" of ".cp311-win_amd64.pyd".</summary>
    public static string? AbiOfSuffix(string? suffix) =>
        suffix?.Split('.', StringSplitOptions.RemoveEmptyEntries) is [var tag, _, ..] ? tag : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
