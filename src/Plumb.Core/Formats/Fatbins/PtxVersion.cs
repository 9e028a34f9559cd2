using System.Globalization;

namespace Plumb.Formats.Fatbins;

/// <summary>A version of the PTX language, such as 8.7 (<c>.version</c> of PTX text).</summary>
public readonly record struct PtxVersion(int Major, int Minor) : IComparable<PtxVersion>
{
    /// <inheritdoc />
    public int CompareTo(PtxVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <summary>Orders by major, then minor version.</summary>
    public static bool operator <(PtxVersion left, PtxVersion right) => left.CompareTo(right) < 0;

    /// <summary>Orders by major, then minor version.</summary>
    public static bool operator >(PtxVersion left, PtxVersion right) => left.CompareTo(right) > 0;

    /// <summary>Orders by major, then minor version.</summary>
    public static bool operator <=(PtxVersion left, PtxVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by major, then minor version.</summary>
    public static bool operator >=(PtxVersion left, PtxVersion right) => left.CompareTo(right) >= 0;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
