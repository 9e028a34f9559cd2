using System.Globalization;

namespace Plumb.Linting;

/// <summary>"4 variations in ~18.5s" and, for the same job elsewhere, "Total: 47.6s": one document gives one time.</summary>
internal sealed class SameJobRule : IClaimRule
{
    private const double Tolerance = 0.1;

    /// <inheritdoc/>
    public IEnumerable<Claim> Judge(LintDocument document)
    {
        var totals = Totals(document);
        foreach (var line in document.Lines)
        {
            var at = line.Statement.IndexOf(" in ", StringComparison.Ordinal);
            if (line.Kind == LineKind.Code || at < 0 || Job(line.Statement[..at]) is not { } job)
            {
                continue;
            }

            var from = at + 4;
            if (
                !Expression.TryNumber(line.Statement, ref from, line.Statement.Length, out var time, out var unit)
                || unit is not ("s" or "sec" or "seconds" or "min" or "minutes" or "ms")
            )
            {
                continue;
            }

            var other = totals.Find(t => t.Job.Equals(job, StringComparison.OrdinalIgnoreCase) && t.Unit == unit);
            if (other.Job is not null && Math.Abs(other.Time - time) > Math.Max(other.Time, time) * Tolerance)
            {
                yield return new Claim(
                    line.Number,
                    line.Statement.Trim(' ', '-'),
                    ClaimVerdict.False,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Line {other.Line} gives {other.Time} {unit} for the same {job}."
                    ),
                    "arithmetic",
                    "arithmetic"
                );
            }
        }
    }

    // "Total" in a section whose heading names the job: "Batch Efficiency (4 Variations)".
    private static List<(string Job, double Time, string Unit, int Line)> Totals(LintDocument document)
    {
        var totals = new List<(string, double, string, int)>();
        foreach (var line in document.Lines)
        {
            if (
                LabelledValue.Read(line) is { } value
                && value.Label.Equals("total", StringComparison.OrdinalIgnoreCase)
                && Job(document.Heading(line).TrimEnd(')', ' ')) is { } job
            )
            {
                totals.Add((job, value.Value, value.Unit, line.Number));
            }
        }

        return totals;
    }

    // The count and the word at the end of a text: "4 variations".
    private static string? Job(string text)
    {
        var words = text.TrimEnd(' ', ')', ':').Split([' ', '('], StringSplitOptions.RemoveEmptyEntries);
        return
            words.Length >= 2
            && words[^2].Length <= 4
            && words[^2].All(char.IsAsciiDigit)
            && words[^1].Length > 3
            && words[^1].All(char.IsAsciiLetter)
            ? words[^2] + " " + words[^1].ToLowerInvariant()
            : null;
    }
}
