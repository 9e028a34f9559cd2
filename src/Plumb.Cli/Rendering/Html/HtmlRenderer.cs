using Plumb.Findings;

namespace Plumb.Cli.Rendering.Html;

/// <summary>The answer as one self-contained page: it loads nothing, and without script only the filter is missing.</summary>
internal static class HtmlRenderer
{
    /// <summary>Writes the page.</summary>
    public static void Render(CheckReport report, RenderSettings settings, TextWriter output)
    {
        var verdict = Words.Verdict(report);
        output.Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        output.Write(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                + $"style-src 'sha256-{HtmlAssets.StyleHash}'; script-src 'sha256-{HtmlAssets.ScriptHash}'; "
                + "base-uri 'none'; form-action 'none'\">\n"
        );
        output.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        output.Write("<meta name=\"color-scheme\" content=\"light dark\">\n");
        output.Write($"<title>plumb check: {HtmlText.Of(verdict)}</title>\n");
        output.Write($"<style>{HtmlAssets.Style}</style>\n</head>\n<body>\n");
        Header(report, verdict, output);
        output.Write("<main>\n");
        Bar(report, output);
        HtmlFindings.Write(report, output);
        Picture(report, output);
        Distributions(report, output);
        output.Write("</main>\n");
        Footer(report, settings, output);
        output.Write($"<script>{HtmlAssets.Script}</script>\n</body>\n</html>\n");
    }

    private static void Header(CheckReport report, string verdict, TextWriter output)
    {
        var tone =
            report.Count(Severity.Error) > 0 ? "error"
            : report.Count(Severity.Warning) > 0 ? "warning"
            : "good";
        output.Write($"<header>\n<p class=\"where\">{HtmlText.Of(Words.Environment(report))}</p>\n");
        output.Write($"<h1 class=\"{tone}\">{HtmlText.Of(verdict)}</h1>\n");
        if (report.Environment is { } facts)
        {
            output.Write($"<code class=\"prefix\">{HtmlText.Of(facts.Prefix)}</code>\n");
        }

        foreach (var remark in report.Remarks.Concat(report.CommandRemarks))
        {
            output.Write($"<p class=\"quiet\">{HtmlText.Of(remark)}</p>\n");
        }

        output.Write("</header>\n");
    }

    private static void Bar(CheckReport report, TextWriter output)
    {
        var groups = CauseGroup.Of(report.Findings);
        output.Write("<div class=\"bar\" hidden>\n");
        foreach (
            var (severity, word) in new[]
            {
                (Severity.Error, "error"),
                (Severity.Warning, "warning"),
                (Severity.Info, "note"),
            }
        )
        {
            var count = groups.Count(g => g.Head.Severity == severity);
            var name = Words.Of(severity);
            output.Write(
                $"<button type=\"button\" class=\"{name}\" data-severity=\"{name}\" aria-pressed=\"true\">{Words.Many(count, word)}</button>\n"
            );
        }

        output.Write(
            "<input id=\"search\" type=\"search\" placeholder=\"Search findings and distributions\" aria-label=\"Search\">\n</div>\n"
        );
    }

    private static void Picture(CheckReport report, TextWriter output)
    {
        if (report.Distributions.All(d => d.Requires.IsEmpty))
        {
            return;
        }

        output.Write("<section>\n<h2>What requires what</h2>\n");
        output.Write("<div class=\"picture\" tabindex=\"0\">\n");
        DependencyPicture.Write(DependencyGraph.Of(report), output);
        output.Write("</div>\n");
        output.Write(
            "<p class=\"quiet\">An arrow to the right means \"requires\". Red: broken; dashed: not installed. "
                + "Click a box to see only its neighbours.</p>\n</section>\n"
        );
    }

    private static void Distributions(CheckReport report, TextWriter output)
    {
        if (report.Distributions.IsEmpty)
        {
            return;
        }

        output.Write($"<section>\n<h2>{Words.Many(report.Distributions.Length, "distribution")}</h2>\n");
        output.Write("<table>\n<thead><tr><th>name</th><th>version</th><th>requires here</th></tr></thead>\n<tbody>\n");
        foreach (var distribution in report.Distributions)
        {
            var requires = string.Join(", ", distribution.Requires.Select(r => r.Text + (r.IsMet ? "" : " (not met)")));
            output.Write(
                $"<tr data-name=\"{HtmlText.Of(distribution.Name)}\"><td>{HtmlText.Of(distribution.Name)}</td>"
                    + $"<td>{HtmlText.Of(distribution.Version ?? "unknown")}</td><td class=\"quiet\">{HtmlText.Of(requires)}</td></tr>\n"
            );
        }

        output.Write("</tbody>\n</table>\n</section>\n");
    }

    private static void Footer(CheckReport report, RenderSettings settings, TextWriter output)
    {
        output.Write("<footer>\n");
        if (report.NotLookedAt.Length > 0)
        {
            output.Write($"<p>Not looked at: {HtmlText.Of(Words.List(report.NotLookedAt))}.</p>\n");
        }

        output.Write($"<p>plumb {HtmlText.Of(settings.Version)}</p>\n</footer>\n");
    }
}
