using System.Globalization;

namespace Plumb.Knowledge;

/// <summary>
/// The version of a driver of NVIDIA: 580.95.05 on Linux, 576.02 on Windows. The second part there has two digits, so 576.02 is (576, 2).
/// Ordered by its numbers; a part that is not given is 0.
/// </summary>
public readonly record struct DriverVersion(int Branch, int Minor, int Patch) : IComparable<DriverVersion>
{
    private const int MostDigits = 5;

    /// <summary>Reads two or three numbers, or the branch alone (<c>580</c>).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DriverVersion version)
    {
        version = default;
        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, '.');
        if (count > 3)
        {
            return false;
        }

        Span<int> numbers = [0, 0, 0];
        for (var i = 0; i < count; i++)
        {
            var part = text[parts[i]];
            if (
                part.Length is 0 or > MostDigits
                || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])
            )
            {
                return false;
            }
        }

        version = new DriverVersion(numbers[0], numbers[1], numbers[2]);
        return version.Branch > 0;
    }

    /// <inheritdoc />
    public int CompareTo(DriverVersion other) =>
        (Branch, Minor, Patch).CompareTo((other.Branch, other.Minor, other.Patch));

    /// <summary>Orders by numbers.</summary>
    public static bool operator <(DriverVersion left, DriverVersion right) => left.CompareTo(right) < 0;

    /// <summary>Orders by numbers.</summary>
    public static bool operator >(DriverVersion left, DriverVersion right) => left.CompareTo(right) > 0;

    /// <summary>Orders by numbers.</summary>
    public static bool operator <=(DriverVersion left, DriverVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by numbers.</summary>
    public static bool operator >=(DriverVersion left, DriverVersion right) => left.CompareTo(right) >= 0;

    /// <summary>With two digits for the minor part and the patch, as NVIDIA writes them.</summary>
    public override string ToString() =>
        Patch > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Branch}.{Minor:00}.{Patch:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{Branch}.{Minor:00}");
}
