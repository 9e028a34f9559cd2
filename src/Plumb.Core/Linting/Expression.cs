using System.Globalization;

namespace Plumb.Linting;

/// <summary>A small calculation in a sentence: <c>0.8 + (4 × 4.6) = 19.2s</c>. Units behind numbers are passed over.</summary>
internal static class Expression
{
    private const int Deepest = 8;

    /// <summary>Reads the calculation that ends before a place, and its value; false where there is none with an operator.</summary>
    public static bool TryEvaluate(string text, int start, int end, out double value)
    {
        var at = start;
        var operators = 0;
        value = 0;
        return TrySum(text, ref at, end, 0, ref operators, out value)
            && SkipBlanks(text, at, end) == end
            && operators > 0;
    }

    /// <summary>Reads a number with blanks and commas for thousands; the unit behind it is told.</summary>
    public static bool TryNumber(string text, ref int at, int end, out double value, out string unit)
    {
        (value, unit) = (0, "");
        var start = SkipBlanks(text, at, end);
        start += start < end && text[start] is '~' or '≈' or '$' ? 1 : 0;
        var stop = start;
        while (
            stop < end
            && (
                char.IsAsciiDigit(text[stop])
                || (text[stop] is '.' or ',' && stop > start && stop + 1 < end && char.IsAsciiDigit(text[stop + 1]))
            )
        )
        {
            stop++;
        }

        if (
            stop == start
            || stop - start > 15
            || !double.TryParse(
                text.AsSpan(start, stop - start),
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture,
                out value
            )
        )
        {
            return false;
        }

        at = stop;
        var unitStart = stop < end && text[stop] == ' ' ? stop + 1 : stop;
        var unitEnd = unitStart;
        while (unitEnd < end && char.IsAsciiLetter(text[unitEnd]))
        {
            unitEnd++;
        }

        if (unitEnd > unitStart && IsUnit(text[unitStart..unitEnd]))
        {
            unit = text[unitStart..unitEnd];
            at = unitEnd;
        }

        return true;
    }

    /// <summary>A number as answers write it: <c>1,234.5</c>.</summary>
    public static string Words(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>Two values are the same but for the rounding of the written one.</summary>
    public static bool IsNear(double calculated, double written, int places) =>
        Math.Abs(calculated - written) <= Math.Max(0.5 * Math.Pow(10, -places), Math.Abs(calculated) * 0.005) + 1e-9;

    /// <summary>Digits behind the point of a number as it is written at a place.</summary>
    public static int Places(string text, int start)
    {
        var at = start;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == ','))
        {
            at++;
        }

        if (at >= text.Length || text[at] != '.')
        {
            return 0;
        }

        var point = at;
        while (at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
        }

        return at - point;
    }

    private static bool IsUnit(string word) =>
        word
            is "s"
                or "ms"
                or "sec"
                or "seconds"
                or "min"
                or "minutes"
                or "h"
                or "hours"
                or "B"
                or "KB"
                or "MB"
                or "GB"
                or "TB"
                or "KiB"
                or "MiB"
                or "GiB"
                or "fps"
                or "frames"
                or "x";

    private static bool TrySum(string text, ref int at, int end, int depth, ref int operators, out double value)
    {
        if (!TryProduct(text, ref at, end, depth, ref operators, out value))
        {
            return false;
        }

        while (true)
        {
            var sign = SkipBlanks(text, at, end);
            if (sign >= end || text[sign] is not ('+' or '-' or '−'))
            {
                return true;
            }

            var next = sign + 1;
            if (!TryProduct(text, ref next, end, depth, ref operators, out var other))
            {
                return false;
            }

            value = text[sign] == '+' ? value + other : value - other;
            at = next;
            operators++;
        }
    }

    private static bool TryProduct(string text, ref int at, int end, int depth, ref int operators, out double value)
    {
        if (!TryFactor(text, ref at, end, depth, ref operators, out value))
        {
            return false;
        }

        while (true)
        {
            var sign = SkipBlanks(text, at, end);
            if (sign >= end || !(text[sign] is '×' or '*' or '/' or '÷' || (text[sign] == 'x' && sign > at)))
            {
                return true;
            }

            var next = sign + 1;
            if (!TryFactor(text, ref next, end, depth, ref operators, out var other))
            {
                return false;
            }

            var divides = text[sign] is '/' or '÷';
            if (divides && other == 0)
            {
                return false;
            }

            value = divides ? value / other : value * other;
            at = next;
            operators++;
        }
    }

    private static bool TryFactor(string text, ref int at, int end, int depth, ref int operators, out double value)
    {
        var open = SkipBlanks(text, at, end);
        if (open >= end || text[open] != '(')
        {
            return TryNumber(text, ref at, end, out value, out _);
        }

        var inner = open + 1;
        value = 0;
        if (depth >= Deepest || !TrySum(text, ref inner, end, depth + 1, ref operators, out value))
        {
            return false;
        }

        inner = SkipBlanks(text, inner, end);
        at = inner + 1;
        return inner < end && text[inner] == ')';
    }

    private static int SkipBlanks(string text, int at, int end)
    {
        while (at < end && text[at] is ' ' or '\t')
        {
            at++;
        }

        return at;
    }
}
