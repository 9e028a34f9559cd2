using System.Buffers;
using System.Globalization;

namespace Plumb.Stacks;

/// <summary>A size as a manifest writes it: a number and a unit.</summary>
internal static class ByteSize
{
    /// <summary>What is allowed, for messages.</summary>
    public const string Allowed =
        "a size such as \"8 GB\" (units of 1000: KB, MB, GB, TB; of 1024: KiB, MiB, GiB, TiB)";

    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789.");
    private static readonly string[] _units = ["", "K", "M", "G", "T"];

    /// <summary>Reads it.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long bytes)
    {
        bytes = 0;
        var end = text.IndexOfAnyExcept(_digits);
        if (
            end <= 0
            || !decimal.TryParse(
                text[..end],
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            return false;
        }

        var unit = text[end..].Trim();
        for (var power = 0; power < _units.Length; power++)
        {
            var step =
                unit.SequenceEqual($"{_units[power]}B") ? 1000m
                : power > 0 && unit.SequenceEqual($"{_units[power]}iB") ? 1024m
                : 0;
            if (step == 0)
            {
                continue;
            }

            for (var i = 0; i < power && number <= long.MaxValue; i++)
            {
                number *= step;
            }

            if (number > long.MaxValue)
            {
                return false;
            }

            bytes = (long)number;
            return true;
        }

        return false;
    }
}
