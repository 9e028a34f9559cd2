namespace Plumb.Text;

/// <summary>Finds what somebody meant to type.</summary>
public static class NearestWord
{
    /// <summary>
    /// The candidate with the fewest slips (a letter too many, too few, wrong, or two swapped: the optimal string
    /// alignment distance), or one that the text begins; null when none is near.
    /// </summary>
    public static string? To(string given, IEnumerable<string> candidates)
    {
        string? best = null;
        var fewest = Math.Clamp(given.Length / 3, 1, 3) + 1;
        foreach (var candidate in candidates)
        {
            var slips =
                given.Length >= 3 && candidate.StartsWith(given, StringComparison.OrdinalIgnoreCase)
                    ? 1
                    : Slips(given, candidate);
            if (slips < fewest)
            {
                (fewest, best) = (slips, candidate);
            }
        }

        return best;
    }

    private static int Slips(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 3)
        {
            return int.MaxValue;
        }

        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i, j] =
                    i == 0 ? j
                    : j == 0 ? i
                    : Cell(table, a, b, i, j);
            }
        }

        return table[a.Length, b.Length];
    }

    private static int Cell(int[,] table, string a, string b, int i, int j)
    {
        var same = Same(a[i - 1], b[j - 1]);
        var least = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (same ? 0 : 1));
        var swapped = i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]);
        return swapped ? Math.Min(least, table[i - 2, j - 2] + 1) : least;
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
