using Plumb.Checks;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>The words that several formats share.</summary>
internal static class Words
{
    /// <summary>"error", "warning", "info".</summary>
    public static string Of(Severity severity) =>
        severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "info",
        };

    /// <summary>"1 error", "2 errors".</summary>
    public static string Many(long count, string one, string? many = null) => Prose.Count(count, one, many);

    /// <summary>What a fix does, what it costs, and whether the same checks of the environment as it would be found the trouble gone. Nothing was carried out.</summary>
    public static string Cost(Fix fix)
    {
        var parts = new List<string>(3);
        if (fix.Cost.Changes > 0)
        {
            parts.Add(Many(fix.Cost.Changes, "change"));
        }

        if (fix.Cost.Bytes is { } bytes)
        {
            parts.Add(Prose.Bytes(bytes));
        }

        if (fix.Verified)
        {
            parts.Add("the finding would be gone");
        }

        var cost = string.Join(", ", parts);
        return fix.Title.Length == 0 ? cost
            : parts.Count == 0 ? fix.Title
            : $"{fix.Title} ({cost})";
    }

    /// <summary>How many causes there are of each severity: "2 errors, 1 warning, 3 notes".</summary>
    public static string Counts(IReadOnlyList<CauseGroup> groups)
    {
        int Count(Severity severity) => groups.Count(g => g.Head.Severity == severity);
        var text = Many(Count(Severity.Error), "error") + ", " + Many(Count(Severity.Warning), "warning");
        var notes = Count(Severity.Info);
        return notes == 0 ? text : text + ", " + Many(notes, "note");
    }

    /// <summary>The first line: which environment this is.</summary>
    public static string Environment(CheckReport report)
    {
        if (report.Environment is not { } facts)
        {
            return "No environment";
        }

        var parts = new List<string>
        {
            EnvironmentWords.KindInWords(facts.Kind),
            facts.Python is { } python ? $"Python {python}" : "Python unknown",
        };
        if ((facts.PlatformWords ?? facts.Platform) is { } platform)
        {
            parts.Add(platform);
        }

        parts.Add(Many(report.Distributions.Length, "distribution"));
        return string.Join(" · ", parts);
    }

    /// <summary>The second line: the answer to the question that was asked.</summary>
    public static string Verdict(CheckReport report)
    {
        if (report is { Error: { } error, Environment: null })
        {
            return $"Not finished: {error.Message}";
        }

        var errors = report.Findings.Where(f => f.Severity == Severity.Error).ToList();
        if (errors.Count > 0)
        {
            var causes = CauseGroup.Of([.. errors]).Length;
            var victims = errors
                .Where(f => f.Subject.Kind == SubjectKind.Distribution)
                .Select(f => f.Subject.Name)
                .Distinct(StringComparer.Ordinal)
                .Count();
            return $"Broken: {Many(causes, "cause")}."
                + (victims > 1 ? $" {Many(victims, "distribution")} are affected." : "");
        }

        var warnings = report.Findings.Where(f => f.Severity == Severity.Warning).ToList();
        if (warnings.Count > 0)
        {
            var causes = CauseGroup.Of([.. warnings]).Length;
            return $"Nothing is certainly broken. {Many(causes, "thing")} may fail when it is used.".Replace(
                "things may fail when it is used",
                "things may fail when they are used",
                StringComparison.Ordinal
            );
        }

        return report.Known > 0 || !report.Silenced.IsEmpty
                ? "Nothing new: what was found stands in the baseline or is silenced."
            : report.LookedAt.IsEmpty ? "Nothing wrong by the rules that ran."
            : $"Nothing wrong: {List(report.LookedAt)} {(report.LookedAt is [var only] && IsOne(only) ? "agrees" : "agree")}.";
    }

    private static bool IsOne(string things) =>
        things is not ("requirements" or "imports" or "scripts")
        && (!char.IsAsciiDigit(things[0]) || things.StartsWith("1 ", StringComparison.Ordinal));

    /// <summary>"a, b and c".</summary>
    public static string List(IReadOnlyList<string> items) => Prose.List(items, int.MaxValue);

    /// <summary>"a, b or c".</summary>
    public static string Or(IReadOnlyList<string> items) =>
        items.Count switch
        {
            0 => "",
            1 => items[0],
            _ => string.Join(", ", items.Take(items.Count - 1)) + " or " + items[^1],
        };

    /// <summary>Formats without any culture.</summary>
    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
