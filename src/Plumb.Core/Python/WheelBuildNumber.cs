using System.Numerics;

namespace Plumb.Python;

/// <summary>The build number of a wheel, which breaks ties between files of one version (binary distribution format, "File name convention").</summary>
/// <param name="Number">The digits it begins with.</param>
/// <param name="Suffix">The rest; "" for none.</param>
public readonly record struct WheelBuildNumber(BigInteger Number, string Suffix) : IComparable<WheelBuildNumber>
{
    /// <summary>By number, then by the ordinal order of the suffix.</summary>
    public int CompareTo(WheelBuildNumber other)
    {
        var order = Number.CompareTo(other.Number);
        return order != 0 ? order : string.CompareOrdinal(Suffix, other.Suffix);
    }

    /// <summary>Compares as <see cref="CompareTo"/>.</summary>
    public static bool operator <(WheelBuildNumber left, WheelBuildNumber right) => left.CompareTo(right) < 0;

    /// <summary>Compares as <see cref="CompareTo"/>.</summary>
    public static bool operator >(WheelBuildNumber left, WheelBuildNumber right) => left.CompareTo(right) > 0;

    /// <summary>Compares as <see cref="CompareTo"/>.</summary>
    public static bool operator <=(WheelBuildNumber left, WheelBuildNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Compares as <see cref="CompareTo"/>.</summary>
    public static bool operator >=(WheelBuildNumber left, WheelBuildNumber right) => left.CompareTo(right) >= 0;

    /// <summary>Number and suffix together.</summary>
    public override string ToString() => FormattableString.Invariant($"{Number}{Suffix}");
}
