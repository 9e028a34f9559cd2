using Plumb.Findings;

namespace Plumb.Cli.Rendering.Html;

/// <summary>The findings of the page: a card for each cause.</summary>
internal static class HtmlFindings
{
    /// <summary>Writes the section.</summary>
    public static void Write(CheckReport report, TextWriter output)
    {
        output.Write("<section id=\"findings\">\n");
        var groups = CauseGroup.Of(report.Findings);
        foreach (var group in groups)
        {
            Card(group, report.Environment?.Prefix, output);
        }

        output.Write(
            groups.IsEmpty
                ? "<p class=\"none\">Nothing to report.</p>\n"
                : "<p class=\"quiet\" id=\"nothing\" hidden>No finding fits the filter.</p>\n"
        );
        output.Write("</section>\n");
    }

    private static void Card(CauseGroup group, string? prefix, TextWriter output)
    {
        var head = group.Head;
        var severity = Words.Of(head.Severity);
        output.Write($"<article class=\"{severity}\" data-severity=\"{severity}\">\n");
        output.Write(
            $"<h3><span><span class=\"severity\">{severity}</span>{HtmlText.Of(head.Title)}</span><code>{HtmlText.Of(head.Rule.Code)}</code></h3>\n"
        );
        if (head.Message.Length > 0)
        {
            output.Write($"<p>{HtmlText.Of(head.Message)}</p>\n");
        }

        Facts(head, prefix, output);
        Rest(group, output);
        output.Write("</article>\n");
    }

    private static void Facts(Finding finding, string? prefix, TextWriter output)
    {
        if (finding.Evidence.IsEmpty && finding.Fixes.IsEmpty && finding.Location is null)
        {
            return;
        }

        output.Write("<dl>\n");
        foreach (var evidence in finding.Evidence)
        {
            var place = evidence.File is { } file
                ? $" <code class=\"place\">{HtmlText.Of(NearPath.Of(file, prefix))}</code>"
                : "";
            output.Write($"<dt>proof</dt><dd>{HtmlText.Of(evidence.Text)}{place}</dd>\n");
        }

        if (finding.Location is { } location && finding.Evidence.All(e => e.File != location.File))
        {
            output.Write(
                $"<dt>in</dt><dd><code class=\"place\">{HtmlText.Of(NearPath.Of(location.ToString(), prefix))}</code></dd>\n"
            );
        }

        for (var i = 0; i < finding.Fixes.Length; i++)
        {
            var fix = finding.Fixes[i];
            output.Write($"<dt>{(i == 0 ? "fix" : "or")}</dt><dd>");
            if (fix.Commands.Length > 0)
            {
                output.Write($"<pre>{string.Join('\n', fix.Commands.Select(HtmlText.Of))}</pre>");
            }

            output.Write($"<span class=\"cost\">{HtmlText.Of(Words.Cost(fix))}</span></dd>\n");
        }

        output.Write("</dl>\n");
    }

    private static void Rest(CauseGroup group, TextWriter output)
    {
        var rest = group.Others.Concat(group.Consequences).ToList();
        if (rest.Count == 0)
        {
            return;
        }

        output.Write($"<details><summary>{Words.Many(rest.Count, "finding")} of the same cause</summary>\n<ul>\n");
        foreach (var other in rest)
        {
            output.Write($"<li>{HtmlText.Of(other.Title)} <code>{HtmlText.Of(other.Rule.Code)}</code></li>\n");
        }

        output.Write("</ul>\n</details>\n");
    }
}
