using System.Collections.Immutable;
using System.Text;
using Plumb.Files;
using Plumb.Python;

namespace Plumb.Environments;

/// <summary>
/// What the wheels in a package folder were built for, where no interpreter is there to ask: read from the <c>Tag</c> lines of
/// <c>*.dist-info/WHEEL</c> (PEP 427). The version that most of them name wins.
/// </summary>
/// <param name="Version">Major and minor; null when no wheel is for one version alone.</param>
/// <param name="Flags">"t" when the wheels are for a build without the global interpreter lock.</param>
/// <param name="Platform">The system and processor; unknown when no wheel holds native code.</param>
/// <param name="Source">A file that tells so.</param>
internal sealed record WheelTagEvidence(
    InterpreterVersion? Version,
    string Flags,
    TargetPlatform Platform,
    string? Source
)
{
    private const int LargestHead = 1 << 13;
    private const int MostRead = 200;

    /// <summary>Reads the folder; <paramref name="names"/> are those in it.</summary>
    public static WheelTagEvidence Read(FileWorld world, string folder, ImmutableArray<DirectoryEntry> names)
    {
        var versions = new Dictionary<(InterpreterVersion, string), (int Votes, string File)>();
        var platforms = new Dictionary<TargetPlatform, int>();
        foreach (var entry in names.Where(n => n.Name.EndsWith(".dist-info", StringComparison.Ordinal)).Take(MostRead))
        {
            var file = WorldPath.Join(folder, entry.Name + "/WHEEL");
            if (
                world.ReadHead(file, LargestHead) is not { Succeeded: true } head
                || FirstTag(head.Bytes) is not { } tag
            )
            {
                continue;
            }

            var parts = tag.Split('-');
            if (parts.Length == 3 && PlatformOf(parts[2]) is { } platform)
            {
                platforms[platform] = platforms.GetValueOrDefault(platform) + 1;
                if (VersionOf(parts[0], parts[1]) is { } version)
                {
                    var (votes, first) = versions.GetValueOrDefault(version, (0, file));
                    versions[version] = (votes + 1, first);
                }
            }
        }

        var best = versions.OrderByDescending(p => p.Value.Votes).ThenByDescending(p => p.Key.Item1.Minor);
        var (key, value) = best.FirstOrDefault();
        return new WheelTagEvidence(
            versions.Count == 0 ? null : key.Item1,
            versions.Count == 0 ? "" : key.Item2,
            platforms.OrderByDescending(p => p.Value).Select(p => p.Key).FirstOrDefault(TargetPlatform.Unknown),
            value.File
        );
    }

    private static string? FirstTag(ReadOnlySpan<byte> head)
    {
        foreach (var line in new UniversalLines(Encoding.UTF8.GetString(head)))
        {
            if (line.StartsWith("Tag:", StringComparison.OrdinalIgnoreCase))
            {
                return line[4..].Trim().ToString();
            }
        }

        return null;
    }

    // abi3 wheels are for one version and all later ones: they do not tell which is here.
    private static (InterpreterVersion, string)? VersionOf(string interpreter, string abi)
    {
        var digits = interpreter.AsSpan(
            interpreter.StartsWith("cp", StringComparison.Ordinal) ? 2 : interpreter.Length
        );
        return
            digits.Length is 2 or 3
            && abi != "abi3"
            && int.TryParse(digits[1..], System.Globalization.CultureInfo.InvariantCulture, out var minor)
            && char.IsAsciiDigit(digits[0])
            ? (new InterpreterVersion(digits[0] - '0', minor, null, ""), abi.EndsWith('t') ? "t" : "")
            : null;
    }

    private static TargetPlatform? PlatformOf(string tag)
    {
        var first = tag.Split('.')[0];
        return first switch
        {
            "win32" => new TargetPlatform(OperatingSystemFamily.Windows, "win32"),
            "win_amd64" => new TargetPlatform(OperatingSystemFamily.Windows, "amd64"),
            "win_arm64" => new TargetPlatform(OperatingSystemFamily.Windows, "arm64"),
            _ when first.StartsWith("macosx_", StringComparison.Ordinal) => OfMacOs(first),
            _ when first.StartsWith("manylinux", StringComparison.Ordinal) => OfLinux(first, LibcKind.Glibc),
            _ when first.StartsWith("musllinux_", StringComparison.Ordinal) => OfLinux(first, LibcKind.Musl),
            _ when first.StartsWith("linux_", StringComparison.Ordinal) => OfLinux(first, LibcKind.None),
            _ => null,
        };
    }

    private static readonly string[] _linuxMachines =
    [
        "x86_64",
        "aarch64",
        "i686",
        "armv7l",
        "ppc64le",
        "ppc64",
        "s390x",
        "riscv64",
        "loongarch64",
    ];

    private static TargetPlatform OfLinux(string tag, LibcKind libc) =>
        new(
            OperatingSystemFamily.Linux,
            Array.Find(_linuxMachines, machine => tag.EndsWith("_" + machine, StringComparison.Ordinal)) ?? "",
            libc
        );

    private static TargetPlatform OfMacOs(string tag) =>
        new(
            OperatingSystemFamily.MacOs,
            tag.EndsWith("_x86_64", StringComparison.Ordinal) ? "x86_64"
                : tag.EndsWith("_arm64", StringComparison.Ordinal)
                || tag.EndsWith("_universal2", StringComparison.Ordinal)
                    ? "arm64"
                : ""
        );
}
