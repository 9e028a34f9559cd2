using System.Globalization;

namespace Plumb.Formats.Fatbins;

/// <summary>A version of CUDA: of a toolkit, a runtime, or the newest that a driver serves. Updates (the third number) change nothing that is judged here.</summary>
public readonly record struct CudaVersion(int Major, int Minor) : IComparable<CudaVersion>
{
    private const int MostPart = 99;

    /// <summary>The number that drivers and runtimes return: 12090 is 12.9. False when it is none.</summary>
    public static bool TryFromNumber(int number, out CudaVersion version)
    {
        version = number is >= 1000 and < 100_000 ? new CudaVersion(number / 1000, number % 1000 / 10) : default;
        return version.Major > 0;
    }

    /// <summary>Reads <c>12.9</c>, <c>12.9.1</c> (the update is dropped) and <c>12</c> (12.0).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CudaVersion version)
    {
        version = default;
        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, '.');
        if (count is < 1 or > 3 || !TryPart(text[parts[0]], out var major) || major == 0)
        {
            return false;
        }

        var minor = 0;
        if ((count > 1 && !TryPart(text[parts[1]], out minor)) || (count > 2 && !IsUpdate(text[parts[2]])))
        {
            return false;
        }

        version = new CudaVersion(major, minor);
        return true;
    }

    /// <inheritdoc />
    public int CompareTo(CudaVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <summary>Orders by major, then minor version.</summary>
    public static bool operator <(CudaVersion left, CudaVersion right) => left.CompareTo(right) < 0;

    /// <summary>Orders by major, then minor version.</summary>
    public static bool operator >(CudaVersion left, CudaVersion right) => left.CompareTo(right) > 0;

    /// <summary>Orders by major, then minor version.</summary>
    public static bool operator <=(CudaVersion left, CudaVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by major, then minor version.</summary>
    public static bool operator >=(CudaVersion left, CudaVersion right) => left.CompareTo(right) >= 0;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    private static bool TryPart(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= MostPart;

    private static bool IsUpdate(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= 5 && !text.ContainsAnyExceptInRange('0', '9');
}
