using System.Collections.Immutable;

namespace Plumb.Python;

/// <summary>The platforms of Linux: <c>manylinux</c> (PEP 513, 571, 599, 600), <c>musllinux</c> (PEP 656) and <c>linux</c>.</summary>
internal static class LinuxPlatformTags
{
    // A minor version that no release of the library has reached; used where the machine's own is not known.
    private const int NewestGlibc = 60;
    private const int NewestMusl = 9;

    // A version read from a damaged file must not make a list without end.
    private const int Implausible = 200;

    private static readonly ImmutableArray<string> ManylinuxArchitectures =
    [
        "x86_64",
        "i686",
        "aarch64",
        "armv7l",
        "armv8l",
        "ppc64",
        "ppc64le",
        "s390x",
        "loongarch64",
        "riscv64",
    ];

    public static ImmutableArray<string> For(TargetPlatform platform, bool nativeFirst)
    {
        // A 32-bit Python on a 64-bit ARM kernel runs what is built for ARMv7 too.
        ReadOnlySpan<string> architectures =
            platform.Architecture == "armv8l" ? ["armv8l", "armv7l"] : [platform.Architecture];
        var tags = ImmutableArray.CreateBuilder<string>();
        if (nativeFirst)
        {
            AddNative(tags, architectures);
        }

        if (platform.Libc != LibcKind.Musl)
        {
            AddManylinux(tags, architectures, platform.Libc == LibcKind.Glibc ? platform : platform with { Major = 0 });
        }

        if (platform.Libc != LibcKind.Glibc)
        {
            AddMusllinux(tags, architectures, platform.Libc == LibcKind.Musl ? platform : platform with { Major = 0 });
        }

        if (!nativeFirst)
        {
            AddNative(tags, architectures);
        }

        return tags.ToImmutable();
    }

    private static void AddNative(ImmutableArray<string>.Builder tags, ReadOnlySpan<string> architectures)
    {
        foreach (var architecture in architectures)
        {
            tags.Add("linux_" + architecture);
        }
    }

    private static void AddManylinux(
        ImmutableArray<string>.Builder tags,
        ReadOnlySpan<string> architectures,
        TargetPlatform platform
    )
    {
        var newest = platform.Major == 0 ? NewestGlibc : Math.Min(platform.Minor, Implausible);
        if (platform.Major is not (0 or 2))
        {
            return;
        }

        foreach (var architecture in architectures)
        {
            if (!ManylinuxArchitectures.Contains(architecture, StringComparer.Ordinal))
            {
                continue;
            }

            // PEP 513 begins with glibc 2.5 on Intel; other processors came with manylinux2014 (glibc 2.17).
            var oldest = architecture is "x86_64" or "i686" ? 5 : 17;
            for (var minor = newest; minor >= oldest; minor--)
            {
                tags.Add(FormattableString.Invariant($"manylinux_2_{minor}_{architecture}"));
                var legacy = minor switch
                {
                    17 => "manylinux2014_",
                    12 => "manylinux2010_",
                    5 => "manylinux1_",
                    _ => null,
                };
                if (legacy is not null)
                {
                    tags.Add(legacy + architecture);
                }
            }
        }
    }

    private static void AddMusllinux(
        ImmutableArray<string>.Builder tags,
        ReadOnlySpan<string> architectures,
        TargetPlatform platform
    )
    {
        var (major, newest) =
            platform.Major == 0 ? (1, NewestMusl) : (platform.Major, Math.Min(platform.Minor, Implausible));
        foreach (var architecture in architectures)
        {
            for (var minor = newest; minor >= 0; minor--)
            {
                tags.Add(FormattableString.Invariant($"musllinux_{major}_{minor}_{architecture}"));
            }
        }
    }
}
