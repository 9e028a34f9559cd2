namespace Plumb.Linting;

/// <summary>What a line calculates comes out: products and sums, and a time that is no less than its parts.</summary>
internal sealed class ArithmeticRule : IClaimRule
{
    private const string Name = "arithmetic";
    private const string Source = "arithmetic";

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        foreach (var line in document.Lines)
        {
            var text = line.Kind == LineKind.Code ? line.Text : line.Statement;
            if (text.Contains('=', StringComparison.Ordinal) && Equation(line, line.Text) is { } equation)
            {
                yield return equation;
            }

            if (
                line.Kind != LineKind.Code
                && text.Contains('+', StringComparison.Ordinal)
                && Parts(line, text) is { } parts
            )
            {
                yield return parts;
            }
        }
    }

    // "26.9s × 4 = 107.6s": the calculation before the sign, the value behind it.
    private static Claim? Equation(DocumentLine line, string text)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        if (
            sign < 3
            || text[sign - 1] is '=' or '!' or '<' or '>' or '~'
            || (sign + 1 < text.Length && text[sign + 1] == '=')
        )
        {
            return null;
        }

        var start = sign;
        while (start > 0 && IsOfCalculation(text[start - 1]))
        {
            start--;
        }

        // A word before it ends in letters that look like units.
        while (start < sign && !(char.IsAsciiDigit(text[start]) || text[start] is '(' or '~'))
        {
            start++;
        }

        var at = sign + 1;
        if (
            !Expression.TryEvaluate(text, start, sign, out var value)
            || !Expression.TryNumber(text, ref at, text.Length, out var written, out var unit)
            || !IsUnitOf(text.AsSpan(start, sign - start), unit)
        )
        {
            return null;
        }

        var first = sign + 1;
        while (first < text.Length && text[first] is ' ' or '~')
        {
            first++;
        }

        var fits = Expression.IsNear(value, written, Expression.Places(text, first));
        return Claim.Judged(
            line.Number,
            text[start..at].Trim(),
            fits,
            $"It is {Expression.Words(value)}.",
            Source,
            Name
        );
    }

    // "2 × 24 GB = 48 GB": what has another unit behind the sign was converted, or is something else.
    private static bool IsUnitOf(ReadOnlySpan<char> calculation, string unit)
    {
        var letters = 0;
        foreach (var c in calculation)
        {
            letters += char.IsAsciiLetter(c) && c != 'x' ? 1 : 0;
        }

        return unit.Length == 0 ? letters == 0 : calculation.IndexOf(unit, StringComparison.Ordinal) >= 0;
    }

    private static bool IsOfCalculation(char c) =>
        char.IsAsciiDigit(c)
        || c
            is ' '
                or '.'
                or ','
                or '+'
                or '-'
                or '−'
                or '×'
                or '*'
                or '/'
                or '÷'
                or '('
                or ')'
                or 'x'
                or 's'
                or 'G'
                or 'M'
                or 'B'
                or '~';

    // "Base (30s) + Refiner (5s): 18s": what is put together is no less than its parts.
    private static Claim? Parts(DocumentLine line, string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0)
        {
            return null;
        }

        var at = colon + 1;
        if (
            !Expression.TryNumber(text, ref at, text.Length, out var total, out var unit)
            || unit.Length == 0
            || text[at..].Trim().Length > 20
        )
        {
            return null;
        }

        var sum = 0.0;
        var count = 0;
        var terms = text[..colon].Split('+');
        foreach (var term in terms)
        {
            var open = term.IndexOf('(', StringComparison.Ordinal);
            var inner = open + 1;
            if (
                open >= 0
                && Expression.TryNumber(term, ref inner, term.Length, out var part, out var own)
                && own == unit
                && inner < term.Length
                && term[inner] == ')'
            )
            {
                sum += part;
                count++;
            }
        }

        return count < 2 || terms.Length < 2 || sum <= total * 1.005
            ? null
            : Claim.Judged(
                line.Number,
                text.Trim(' ', '-'),
                false,
                $"The parts alone are {Expression.Words(sum)} {unit}.",
                Source,
                Name
            );
    }
}
