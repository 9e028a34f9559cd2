using System.Globalization;

namespace Plumb.Checks;

/// <summary>Counts and lists as sentences hold them.</summary>
public static class Prose
{
    /// <summary>"1 file", "1,702 files".</summary>
    public static string Count(long number, string noun, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? noun : plural ?? noun + "s")}");

    /// <summary>"a", "a and b", "a, b and c", "a, b and 7 more".</summary>
    public static string List(IEnumerable<string> items, int most = 3)
    {
        var all = items.ToList();
        if (all.Count <= 1)
        {
            return all.FirstOrDefault() ?? "";
        }

        return all.Count <= most
            ? string.Join(", ", all[..^1]) + " and " + all[^1]
            : string.Join(", ", all[..(most - 1)])
                + string.Create(CultureInfo.InvariantCulture, $" and {all.Count - most + 1:N0} more");
    }

    /// <summary>"512 bytes", "29 kB", "4.9 MB": decimal units, as shops and installers count.</summary>
    public static string Bytes(long bytes)
    {
        ReadOnlySpan<string> units = ["kB", "MB", "GB", "TB"];
        if (bytes < 1000)
        {
            return Count(bytes, "byte");
        }

        var value = bytes / 1000d;
        var unit = 0;
        while (value >= 999.5 && unit < units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        var digits = value < 10 ? "0.#" : "0";
        return value.ToString(digits, CultureInfo.InvariantCulture) + " " + units[unit];
    }
}
