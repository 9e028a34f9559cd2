using System.Globalization;

namespace Plumb.Linting;

/// <summary>A size of a file as a document writes it: "~536 MB", "5.5 GiB".</summary>
/// <param name="Text">As written.</param>
/// <param name="Value">The number.</param>
/// <param name="Thousands">How often the unit takes a thousand: 2 for MB.</param>
/// <param name="Rounding">Half of the last digit that is not a rounding zero.</param>
internal sealed record FileSize(string Text, double Value, int Thousands, double Rounding)
{
    // Documents mix MB and MiB, and round.
    private const double Tolerance = 0.012;

    // Lines with these words tell of working memory or of a share, not of a file.
    private static readonly string[] _otherSizes = ["RAM", "memory", "GPU", "saves", "disk", "free", "load"];

    /// <summary>The one size of a line; null where it has none, several, or speaks of other sizes.</summary>
    public static FileSize? Only(string text)
    {
        if (Array.Exists(_otherSizes, w => text.Contains(w, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        FileSize? only = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (
                !char.IsAsciiDigit(text[i])
                || (i > 0 && (char.IsAsciiLetterOrDigit(text[i - 1]) || text[i - 1] is '.' or ',' or '-' or '_'))
            )
            {
                continue;
            }

            if (Read(text, i) is { } size)
            {
                if (only is not null)
                {
                    return null;
                }

                only = size;
            }
        }

        return only;
    }

    /// <summary>True when a file of so many bytes may be said to have this size, with units of 1000 or of 1024.</summary>
    public bool Fits(long bytes) =>
        IsNear(bytes / Math.Pow(1000, Thousands)) || IsNear(bytes / Math.Pow(1024, Thousands));

    private bool IsNear(double real) => Math.Abs(real - Value) <= Math.Max(real * Tolerance, Rounding);

    private static FileSize? Read(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
        {
            end++;
        }

        var digits = text[start..end];
        var unit = end < text.Length && text[end] == ' ' ? end + 1 : end;
        var thousands =
            unit >= text.Length ? 0
            : text[unit] is 'K' or 'k' ? 1
            : text[unit] == 'M' ? 2
            : text[unit] == 'G' ? 3
            : 0;
        var after = unit + 1 < text.Length && text[unit + 1] == 'i' ? unit + 2 : unit + 1;
        if (
            thousands == 0
            || after >= text.Length
            || text[after] != 'B'
            || (after + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[after + 1]) || text[after + 1] == '/'))
            || digits.Length > 12
            || !double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        )
        {
            return null;
        }

        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var places = point < 0 ? digits.Length - digits.TrimEnd('0').Length : point + 1 - digits.Length;
        return new FileSize(text[start..(after + 1)], value, thousands, Math.Pow(10, places) / 2);
    }
}
