namespace Plumb.Python;

/// <summary>The operating system family of a Python build.</summary>
public enum OperatingSystemFamily
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Linux, with glibc or musl.</summary>
    Linux,

    /// <summary>Windows.</summary>
    Windows,

    /// <summary>macOS.</summary>
    MacOs,
}

/// <summary>The C library of a Linux build.</summary>
public enum LibcKind
{
    /// <summary>None or not known.</summary>
    None,

    /// <summary>GNU libc.</summary>
    Glibc,

    /// <summary>musl.</summary>
    Musl,
}

/// <summary>What a Python build runs on: enough to compute markers and wheel tags (PEP 425, 600, 656).</summary>
/// <param name="System">The operating system.</param>
/// <param name="Architecture">As wheel tags write it for that system: x86_64, aarch64, i686, armv7l, amd64, win32, arm64; "" when unknown.</param>
/// <param name="Libc">The C library on Linux.</param>
/// <param name="Major">Major version of the C library (Linux) or of the system (macOS); 0 when unknown.</param>
/// <param name="Minor">Minor version of the same.</param>
public sealed record TargetPlatform(
    OperatingSystemFamily System,
    string Architecture,
    LibcKind Libc = LibcKind.None,
    int Major = 0,
    int Minor = 0
)
{
    /// <summary>Nothing is known.</summary>
    public static TargetPlatform Unknown { get; } = new(OperatingSystemFamily.Unknown, "");
}
