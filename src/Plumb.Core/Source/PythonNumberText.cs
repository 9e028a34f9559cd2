using System.Globalization;
using System.Numerics;
using System.Text;

namespace Plumb.Source;

/// <summary>A number as Python's <c>repr</c> writes it.</summary>
internal static class PythonNumberText
{
    // Longer integers are given as written: CPython limits the digits of an integer's text, too.
    private const int LongestInteger = 640;

    /// <summary>The text for a number's token.</summary>
    public static string Of(ReadOnlySpan<byte> token, out bool isInteger)
    {
        var text = Encoding.ASCII.GetString(token).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        isInteger = text.Length > 1 && text[0] == '0' && text[1] is 'x' or 'o' or 'b';
        if (isInteger)
        {
            return Whole(text);
        }

        var isImaginary = text[^1] == 'j';
        var digits = isImaginary ? text[..^1] : text;
        isInteger = !isImaginary && digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
        if (isInteger)
        {
            return digits.TrimStart('0') is { Length: > 0 } significant ? significant : "0";
        }

        var value = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        var shown = Shown(value);
        return !isImaginary ? shown
            : shown.EndsWith(".0", StringComparison.Ordinal) ? shown[..^2] + "j"
            : shown + "j";
    }

    private static string Whole(string text)
    {
        if (text.Length > LongestInteger)
        {
            return text;
        }

        var bits = text[1] switch
        {
            'x' => 4,
            'o' => 3,
            _ => 1,
        };
        var value = BigInteger.Zero;
        foreach (var digit in text.AsSpan(2))
        {
            value = (value << bits) + (char.IsAsciiDigit(digit) ? digit - '0' : digit - 'a' + 10);
        }

        return value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Shortest digits that read back; an exponent below 1e-4 and from 1e16 on.</summary>
    private static string Shown(double value)
    {
        if (double.IsInfinity(value))
        {
            return "1e309";
        }

        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = Exponent(shortest);
        var digits = Digits(shortest);
        if (exponent is < -4 or >= 16)
        {
            var mantissa = digits.Length > 1 ? $"{digits[0]}.{digits[1..]}" : digits;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}"
            );
        }

        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        return digits.Length <= exponent + 1
            ? digits.PadRight(exponent + 1, '0') + ".0"
            : digits[..(exponent + 1)] + "." + digits[(exponent + 1)..];
    }

    /// <summary>The power of ten of the first significant digit.</summary>
    private static int Exponent(string shortest)
    {
        var e = shortest.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            return int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        var point = shortest.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? shortest.Length : point;
        var first = shortest.AsSpan().IndexOfAnyInRange('1', '9');
        return first < 0 ? 0
            : first < whole ? whole - 1
            : whole - first;
    }

    /// <summary>The significant digits of a shortest form, without point, exponent and outer zeros.</summary>
    private static string Digits(string shortest)
    {
        var mantissa = shortest.Split('E')[0].Replace(".", "", StringComparison.Ordinal);
        var digits = mantissa.TrimStart('0').TrimEnd('0');
        return digits.Length == 0 ? "0" : digits;
    }
}
