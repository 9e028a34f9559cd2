using System.Collections.Immutable;

namespace Plumb.Python;

/// <summary>The platforms of macOS and iOS (PEP 730).</summary>
public static class ApplePlatformTags
{
    /// <summary>The major version of macOS that is assumed where none is known; releases stay below it.</summary>
    internal const int NewestAssumed = 40;

    // A version read from a damaged file must not make a list without end.
    private const int Implausible = 200;

    private const int LastMinorOf10 = 16;
    private const int FirstMinorOf10 = 4;

    /// <summary>
    /// The platforms of macOS. Up to 10.15 every release raised the minor version; since 11 every release raises the major
    /// version, wheels name the minor version 0, and Intel machines go on accepting what was built for 10.x.
    /// On Apple silicon only <c>universal2</c> wheels of 10.x are accepted.
    /// </summary>
    public static ImmutableArray<string> MacOs(int major, int minor, string architecture)
    {
        var tags = ImmutableArray.CreateBuilder<string>();
        major = Math.Min(major, Implausible);
        minor = Math.Min(minor, Implausible);
        if (major == 10)
        {
            AddMacReleases(tags, architecture, minor, 0);
        }

        if (major < 11)
        {
            return tags.ToImmutable();
        }

        for (var release = major; release > 10; release--)
        {
            foreach (var format in MacFormats(release, 0, architecture))
            {
                tags.Add(FormattableString.Invariant($"macosx_{release}_0_{format}"));
            }
        }

        if (architecture == "x86_64")
        {
            AddMacReleases(tags, architecture, LastMinorOf10, FirstMinorOf10);
        }
        else
        {
            for (var older = LastMinorOf10; older >= FirstMinorOf10; older--)
            {
                tags.Add(FormattableString.Invariant($"macosx_10_{older}_universal2"));
            }
        }

        return tags.ToImmutable();
    }

    /// <summary>
    /// The platforms of iOS from a version down to 12.0, the first that CPython runs on; a release is taken to have up to ten
    /// minor versions.
    /// </summary>
    /// <param name="major">Major version.</param>
    /// <param name="minor">Minor version.</param>
    /// <param name="multiarch">Architecture and SDK, such as <c>arm64-iphoneos</c>; hyphens become underscores.</param>
    public static ImmutableArray<string> Ios(int major, int minor, string multiarch)
    {
        const int first = 12;
        var name = multiarch.Replace('-', '_');
        var tags = ImmutableArray.CreateBuilder<string>();
        for (var release = Math.Min(major, Implausible); release >= first; release--)
        {
            for (var point = release == major ? Math.Min(minor, Implausible) : 9; point >= 0; point--)
            {
                tags.Add(FormattableString.Invariant($"ios_{release}_{point}_{name}"));
            }
        }

        return tags.ToImmutable();
    }

    private static void AddMacReleases(
        ImmutableArray<string>.Builder tags,
        string architecture,
        int newestMinor,
        int oldestMinor
    )
    {
        for (var minor = newestMinor; minor >= oldestMinor; minor--)
        {
            foreach (var format in MacFormats(10, minor, architecture))
            {
                tags.Add(FormattableString.Invariant($"macosx_10_{minor}_{format}"));
            }
        }
    }

    // The binary formats that can hold code for a processor, by release: fat binaries with Intel came with 10.4, PowerPC
    // left after 10.6 (64-bit after 10.5).
    private static ImmutableArray<string> MacFormats(int major, int minor, string architecture)
    {
        var isOld = major == 10 && minor < 4;
        var isAfter5 = major > 10 || minor > 5;
        var isAfter6 = major > 10 || minor > 6;
        return architecture switch
        {
            "x86_64" => isOld ? [] : ["x86_64", "intel", "fat64", "fat3", "universal2", "universal"],
            "i386" => isOld ? [] : ["i386", "intel", "fat3", "fat", "universal"],
            "ppc64" => isOld || isAfter5 ? [] : ["ppc64", "fat64", "universal"],
            "ppc" => isAfter6 ? [] : ["ppc", "fat3", "fat", "universal"],
            "arm64" => ["arm64", "universal2"],
            "intel" => ["intel", "universal"],
            _ => [architecture],
        };
    }
}
