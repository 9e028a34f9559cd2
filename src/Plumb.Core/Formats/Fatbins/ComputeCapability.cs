using System.Globalization;

namespace Plumb.Formats.Fatbins;

/// <summary>
/// The compute capability of a GPU of NVIDIA, such as 8.9: the major version names the generation of its machine code, the minor one a step
/// within it (NVIDIA, CUDA C++ Programming Guide, "Compute Capability").
/// </summary>
/// <param name="Major">12 for 12.0.</param>
/// <param name="Minor">One digit.</param>
public readonly record struct ComputeCapability(int Major, int Minor) : IComparable<ComputeCapability>
{
    private const int MostMajor = 99;

    /// <summary>As compilers write it: <c>sm_89</c>.</summary>
    public string SmName => string.Create(CultureInfo.InvariantCulture, $"sm_{Major}{Minor}");

    /// <summary>
    /// True for the modules with a GPU of their own kind beside an Arm processor (Tegra, Jetson): "binary compatibility is supported only for
    /// the desktop", neither within nor towards these.
    /// </summary>
    public bool IsEmbedded => (Major, Minor) is (3, 2) or (5, 3) or (6, 2) or (7, 2) or (8, 7) or (10, 1) or (11, 0);

    /// <summary>The value for the number in <c>sm_89</c> and in a fat binary's entry: 89 is 8.9, 120 is 12.0. False outside 10 to 999.</summary>
    public static bool TryFromSm(long number, out ComputeCapability capability)
    {
        capability = number is >= 10 and <= 999 ? new ComputeCapability((int)number / 10, (int)number % 10) : default;
        return capability.Major > 0;
    }

    /// <summary>Reads <c>8.9</c>, <c>89</c>, <c>sm_89</c> and <c>compute_89</c>; no letter may follow.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ComputeCapability capability)
    {
        capability = default;
        if (text.StartsWith("sm_", StringComparison.OrdinalIgnoreCase))
        {
            text = text[3..];
        }
        else if (text.StartsWith("compute_", StringComparison.OrdinalIgnoreCase))
        {
            text = text[8..];
        }

        var dot = text.IndexOf('.');
        if (dot < 0)
        {
            return text.Length is 2 or 3
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && TryFromSm(number, out capability);
        }

        if (
            text.Length - dot != 2
            || !char.IsAsciiDigit(text[dot + 1])
            || !int.TryParse(text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            || major is 0 or > MostMajor
        )
        {
            return false;
        }

        capability = new ComputeCapability(major, text[dot + 1] - '0');
        return true;
    }

    /// <inheritdoc />
    public int CompareTo(ComputeCapability other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <summary>Orders by major, then minor version.</summary>
    public static bool operator <(ComputeCapability left, ComputeCapability right) => left.CompareTo(right) < 0;

    /// <summary>Orders by major, then minor version.</summary>
    public static bool operator >(ComputeCapability left, ComputeCapability right) => left.CompareTo(right) > 0;

    /// <summary>Orders by major, then minor version.</summary>
    public static bool operator <=(ComputeCapability left, ComputeCapability right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by major, then minor version.</summary>
    public static bool operator >=(ComputeCapability left, ComputeCapability right) => left.CompareTo(right) >= 0;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
