using Plumb.Python;
using Plumb.Resolution;

namespace Plumb.Core.Tests.Resolution.Cases;

/// <summary>Targets by the names that recorded scenarios give to platforms.</summary>
internal static class Targets
{
    public static ResolutionTarget Linux(string python) => For("x86_64-manylinux_2_28", python);

    public static ResolutionTarget For(string platform, string python) =>
        ResolutionTarget.For(
            platform switch
            {
                "x86_64-manylinux_2_28" or "x86_64-unknown-linux-gnu" => Glibc("x86_64", 28),
                "aarch64-manylinux_2_28" => Glibc("aarch64", 28),
                "x86_64-manylinux2014" => Glibc("x86_64", 17),
                "x86_64-pc-windows-msvc" => new TargetPlatform(OperatingSystemFamily.Windows, "amd64"),
                "aarch64-apple-darwin" => new TargetPlatform(OperatingSystemFamily.MacOs, "arm64", Major: 13),
                "x86_64-apple-darwin" => new TargetPlatform(OperatingSystemFamily.MacOs, "x86_64", Major: 13),
                _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, "No such platform"),
            },
            PythonVersion.Parse(python)
        );

    private static TargetPlatform Glibc(string architecture, int minor) =>
        new(OperatingSystemFamily.Linux, architecture, LibcKind.Glibc, 2, minor);
}
