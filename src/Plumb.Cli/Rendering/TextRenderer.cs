using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>The answer for people at a terminal: one screen, the worst first, grouped by cause.</summary>
internal static class TextRenderer
{
    private const int Indent = 9;

    /// <summary>Writes the report; every line ends with LF.</summary>
    public static void Render(CheckReport report, RenderSettings settings, TextWriter output)
    {
        if (settings.Quiet)
        {
            Write([Visible(Words.Verdict(report), settings)], output);
            return;
        }

        var groups = CauseGroup.Of(report.Findings);
        var head = Head(report, settings);
        var tail = Tail(report, groups, settings);
        // One line stays free for the prompt that follows.
        var room = settings.Verbose ? int.MaxValue : Math.Max(10, settings.Height - 1 - head.Count - tail.Count);
        Write(head, output);
        Write(Blocks(report, groups, room, settings), output);
        Write(tail, output);
    }

    private static List<string> Head(CheckReport report, RenderSettings settings)
    {
        var paint = new Paint(settings.Colour);
        var lines = TextWrap.Lines(Visible(Words.Environment(report), settings), settings.Width).ToList();
        foreach (var remark in report.Remarks)
        {
            lines.AddRange(TextWrap.Lines(Visible(remark, settings), settings.Width));
        }

        var healthy = IsHealthy(report);
        foreach (var line in TextWrap.Lines(Visible(Words.Verdict(report), settings), settings.Width))
        {
            lines.Add(healthy ? paint.Good(line) : paint.Strong(line));
        }

        if (report.Stack is { } stack)
        {
            lines.AddRange(StackText.Lines(stack, settings));
        }

        return lines;
    }

    private static List<string> Blocks(
        CheckReport report,
        IReadOnlyList<CauseGroup> groups,
        int room,
        RenderSettings settings
    )
    {
        var prefix = report.Environment?.Prefix;
        var shown = groups.Where(g => settings.Verbose || g.Head.Severity > Severity.Info).ToList();
        var lines = new List<string>();
        for (var i = 0; i < shown.Count; i++)
        {
            var full = new TextBlock(settings, prefix).Full(shown[i]);
            // What follows keeps a line each while there is room, so that no error hides behind another's proof.
            var reserve = Math.Min(shown.Count - i - 1, 6) + (i < shown.Count - 1 ? 2 : 0);
            if (i > 0 && lines.Count + 1 + full.Count + reserve > room)
            {
                AddShort(lines, shown, i, room, settings, prefix);
                break;
            }

            lines.Add("");
            lines.AddRange(full);
        }

        return lines;
    }

    private static void AddShort(
        List<string> lines,
        List<CauseGroup> groups,
        int from,
        int room,
        RenderSettings settings,
        string? prefix
    )
    {
        lines.Add("");
        for (var i = from; i < groups.Count; i++)
        {
            var block = new TextBlock(settings, prefix).Short(groups[i]);
            if (lines.Count + block.Count + 1 > room)
            {
                var left = groups.Skip(i).ToList();
                var errors = left.Count(g => g.Head.Severity == Severity.Error);
                var warnings = left.Count - errors;
                lines.Add(
                    $"and {left.Count} more ({Words.Many(errors, "error")}, {Words.Many(warnings, "warning")}). See all, with proofs and fixes: -v"
                );
                return;
            }

            lines.AddRange(block);
        }

        lines.Add("Proofs and fixes of these: -v");
    }

    private static List<string> Tail(CheckReport report, IReadOnlyList<CauseGroup> groups, RenderSettings settings)
    {
        var lines = settings.Verbose ? [] : Notes(groups, settings);
        if (lines.Count == 0 && groups.Count > 0)
        {
            lines.Add("");
        }

        foreach (var remark in report.CommandRemarks)
        {
            lines.AddRange(TextWrap.Lines(Visible(remark, settings), settings.Width));
        }

        if (report.NotLookedAt.Length > 0)
        {
            var sentence = $"Not looked at: {Words.List(report.NotLookedAt)}.";
            lines.AddRange(TextWrap.Lines(Visible(sentence, settings), settings.Width));
        }

        lines.AddRange(ConfiguredLines.Of(report, settings));
        if (report.Known > 0)
        {
            lines.Add(
                $"{Words.Many(report.Known, "finding")} more {(report.Known == 1 ? "stands" : "stand")} in the baseline."
            );
        }

        if (!IsHealthy(report))
        {
            var elapsed = Words.Invariant($" in {settings.Elapsed.TotalSeconds:0.0} s.");
            var next = $"{Words.Counts(groups)}{elapsed} More on the first: plumb explain {groups[0].Head.Rule.Code}";
            lines.AddRange(TextWrap.Lines(next, settings.Width));
        }

        return lines;
    }

    private static List<string> Notes(IReadOnlyList<CauseGroup> groups, RenderSettings settings)
    {
        var notes = groups.Where(g => g.Head.Severity == Severity.Info).ToList();
        if (notes.Count == 0)
        {
            return [];
        }

        var what =
            notes.Count == 1
                ? notes[0].Head.Title.TrimEnd('.')
                : string.Join(", ", notes.Select(n => n.Head.Rule.Name).Distinct(StringComparer.Ordinal));
        var text = Visible($"{Words.Many(notes.Count, "note")} ({what}). See it with -v.", settings);
        var lines = new List<string> { "" };
        foreach (var line in TextWrap.Lines(text, settings.Width - Indent))
        {
            var first = lines.Count == 1;
            var label = first ? new Paint(settings.Colour).Severe(Severity.Info, "info") : "    ";
            lines.Add(label + new string(' ', Indent - 4) + line);
        }

        return lines;
    }

    private static bool IsHealthy(CheckReport report) => report.Findings.All(f => f.Severity == Severity.Info);

    private static void Write(IEnumerable<string> lines, TextWriter output)
    {
        foreach (var line in lines)
        {
            output.Write(line);
            output.Write('\n');
        }
    }

    private static string Visible(string text, RenderSettings settings) => VisibleText.Of(text, settings.Unicode);
}
