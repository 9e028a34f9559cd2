using System.Collections.Immutable;

namespace Plumb.Python;

/// <summary>The platform parts that a machine accepts, best first.</summary>
public static class PlatformTags
{
    /// <summary>
    /// The platforms of a build. Where the version of the C library or of the system is not known (0), every version passes:
    /// nothing may be called foreign because the machine could not be asked.
    /// </summary>
    /// <param name="platform">What the build runs on; an unknown system or architecture has no platforms.</param>
    /// <param name="nativeFirst">
    /// Where <c>linux_x86_64</c> and its like stand: before manylinux (pip since 26.3) or after it (older pip, uv).
    /// </param>
    public static ImmutableArray<string> For(TargetPlatform platform, bool nativeFirst = true)
    {
        if (platform.Architecture.Length == 0)
        {
            return [];
        }

        return platform.System switch
        {
            OperatingSystemFamily.Linux => LinuxPlatformTags.For(platform, nativeFirst),
            OperatingSystemFamily.Windows => [Windows(platform.Architecture)],
            OperatingSystemFamily.MacOs => platform.Major == 0
                ? ApplePlatformTags.MacOs(ApplePlatformTags.NewestAssumed, 0, platform.Architecture)
                : ApplePlatformTags.MacOs(platform.Major, platform.Minor, platform.Architecture),
            _ => [],
        };
    }

    /// <summary>
    /// The platforms of Android (PEP 738): every API level from the given one down to 16, the first that CPython runs on.
    /// </summary>
    /// <param name="apiLevel">The machine's API level.</param>
    /// <param name="abi">Android's name of the ABI, such as <c>arm64-v8a</c>; hyphens, dots and spaces become underscores.</param>
    public static ImmutableArray<string> Android(int apiLevel, string abi)
    {
        const int first = 16;
        var name = abi.Replace('.', '_').Replace('-', '_').Replace(' ', '_');
        var tags = ImmutableArray.CreateBuilder<string>();
        for (var level = apiLevel; level >= first; level--)
        {
            tags.Add(FormattableString.Invariant($"android_{level}_{name}"));
        }

        return tags.ToImmutable();
    }

    private static string Windows(string architecture) =>
        architecture.StartsWith("win", StringComparison.Ordinal) ? architecture : "win_" + architecture;
}
