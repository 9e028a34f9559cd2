namespace Plumb.Cli.Rendering;

/// <summary>What configuration did to an answer, for people.</summary>
internal static class ConfiguredLines
{
    /// <summary>One line with a number; with -v the files that were read and each finding that is silenced.</summary>
    public static IEnumerable<string> Of(CheckReport report, RenderSettings settings)
    {
        var lines = settings.Verbose ? Everything(report) : Number(report);
        return lines.SelectMany(l => TextWrap.Lines(VisibleText.Of(l, settings.Unicode), settings.Width));
    }

    private static IEnumerable<string> Number(CheckReport report)
    {
        if (report.Silenced.Length > 0)
        {
            var files = report.Silenced.Select(s => s.By.Place.File).Distinct(StringComparer.Ordinal).ToList();
            var verb = report.Silenced.Length == 1 ? "is" : "are";
            yield return $"{Words.Many(report.Silenced.Length, "finding")} {verb} silenced by {Words.List(files)} (-v).";
        }
    }

    private static IEnumerable<string> Everything(CheckReport report)
    {
        if (report.Configuration.Length > 0)
        {
            yield return $"Configured by {Words.List(report.Configuration)}.";
        }

        foreach (var (finding, by) in report.Silenced)
        {
            yield return $"Silenced: {finding.Title} ({finding.Rule.Code}; {by.Place}: {by.Reason ?? "no reason is given"})";
        }
    }
}
