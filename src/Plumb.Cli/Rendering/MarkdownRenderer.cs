using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>The answer as GitHub-flavoured Markdown, for a job summary, a comment or an issue.</summary>
internal static class MarkdownRenderer
{
    /// <summary>Writes the page.</summary>
    public static void Render(CheckReport report, RenderSettings settings, TextWriter output)
    {
        output.Write($"## {MarkdownText.Prose(Words.Verdict(report))}\n\n");
        output.Write($"{MarkdownText.Prose(Words.Environment(report))}\n");
        if (report.Environment is { } facts)
        {
            output.Write($"\n{MarkdownText.Code(facts.Prefix)}\n");
        }

        foreach (var remark in report.Remarks.Concat(report.CommandRemarks))
        {
            output.Write($"\n{MarkdownText.Prose(remark)}\n");
        }

        Findings(report, output);
        if (report.NotLookedAt.Length > 0)
        {
            output.Write($"\nNot looked at: {MarkdownText.Prose(Words.List(report.NotLookedAt))}.\n");
        }

        output.Write($"\n<sub>plumb {MarkdownText.Prose(settings.Version)}</sub>\n");
    }

    /// <summary>Writes the findings only, a section for each cause.</summary>
    public static void Findings(CheckReport report, TextWriter output)
    {
        var prefix = report.Environment?.Prefix;
        foreach (var group in CauseGroup.Of(report.Findings))
        {
            var head = group.Head;
            output.Write(
                $"\n### {Mark(head.Severity)} {MarkdownText.Prose(head.Title)} {MarkdownText.Code(head.Rule.Code)}\n"
            );
            if (head.Message.Length > 0)
            {
                output.Write($"\n{MarkdownText.Prose(head.Message)}\n");
            }

            Evidence(head, prefix, output);
            Others(group, output);
            Fixes(head, output);
        }
    }

    private static string Mark(Severity severity) =>
        severity switch
        {
            Severity.Error => "❌ error:",
            Severity.Warning => "⚠️ warning:",
            _ => "ℹ️ note:",
        };

    private static void Evidence(Finding finding, string? prefix, TextWriter output)
    {
        if (finding.Evidence.Length + (finding.Location is null ? 0 : 1) == 0)
        {
            return;
        }

        output.Write("\n");
        foreach (var evidence in finding.Evidence)
        {
            var place = evidence.File is { } file ? $" ({MarkdownText.Code(NearPath.Of(file, prefix))})" : "";
            output.Write($"- {MarkdownText.Prose(evidence.Text)}{place}\n");
        }

        if (finding.Location is { } location && finding.Evidence.All(e => e.File != location.File))
        {
            output.Write($"- in {MarkdownText.Code(NearPath.Of(location.ToString(), prefix))}\n");
        }
    }

    private static void Others(CauseGroup group, TextWriter output)
    {
        var rest = group.Others.Concat(group.Consequences).ToList();
        if (rest.Count == 0)
        {
            return;
        }

        output.Write($"\n<details><summary>{Words.Many(rest.Count, "finding")} of the same cause</summary>\n\n");
        foreach (var other in rest)
        {
            output.Write($"- {MarkdownText.Prose(other.Title)} {MarkdownText.Code(other.Rule.Code)}\n");
        }

        output.Write("\n</details>\n");
    }

    private static void Fixes(Finding finding, TextWriter output)
    {
        var first = true;
        foreach (var fix in finding.Fixes)
        {
            output.Write($"\n{(first ? "**Fix:**" : "**or:**")} {MarkdownText.Prose(Words.Cost(fix))}\n");
            first = false;
            if (fix.Commands.Length > 0)
            {
                output.Write("\n" + MarkdownText.Block(fix.Commands, "sh"));
            }
        }
    }
}
