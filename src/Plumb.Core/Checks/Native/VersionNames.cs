using System.Globalization;

namespace Plumb.Checks.Native;

/// <summary>Names of symbol versions: <c>GLIBC_2.38</c>, <c>GLIBCXX_3.4.32</c>, <c>CXXABI_1.3.15</c>.</summary>
internal static class VersionNames
{
    /// <summary>By family, then by number.</summary>
    public static IComparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    /// <summary>The part before the number: <c>GLIBC</c>.</summary>
    public static string Family(string name) => name.LastIndexOf('_') is > 0 and var at ? name[..at] : name;

    /// <summary>False for names such as <c>GLIBC_PRIVATE</c>.</summary>
    public static bool HasNumber(string name) =>
        name.LastIndexOf('_') is > 0 and var at && at + 1 < name.Length && char.IsAsciiDigit(name[at + 1]);

    /// <summary>True for versions of the C library itself, which cannot be replaced alone.</summary>
    public static bool IsOfCLibrary(string name) => Family(name) == "GLIBC";

    private static int Compare(string? one, string? other)
    {
        var family = string.CompareOrdinal(Family(one ?? ""), Family(other ?? ""));
        if (family != 0)
        {
            return family;
        }

        var (left, right) = (Numbers(one ?? ""), Numbers(other ?? ""));
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var order = (i < left.Length ? left[i] : -1).CompareTo(i < right.Length ? right[i] : -1);
            if (order != 0)
            {
                return order;
            }
        }

        return string.CompareOrdinal(one, other);
    }

    private static int[] Numbers(string name) =>
        HasNumber(name)
            ?
            [
                .. name[(name.LastIndexOf('_') + 1)..]
                    .Split('.')
                    .Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1),
            ]
            : [];
}
