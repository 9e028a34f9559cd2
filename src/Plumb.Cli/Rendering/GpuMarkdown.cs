using Plumb.Machine.Gpus;

namespace Plumb.Cli.Rendering;

/// <summary>The answer of <c>gpu</c> as a table for each card.</summary>
internal static class GpuMarkdown
{
    /// <summary>Writes the report; every line ends with LF.</summary>
    public static void Render(GpuReport report, RenderSettings settings, TextWriter output)
    {
        var lines = settings.Quiet ? [] : report.Remarks.Select(MarkdownText.Prose).ToList();
        foreach (var device in settings.Quiet ? [] : report.Assessment.Gpus.Devices)
        {
            Card(report, device, lines);
        }

        if (!settings.Quiet)
        {
            lines.AddRange(report.Assessment.Gpus.Notes.Select(MarkdownText.Prose));
        }

        if (!settings.Quiet && report.Trials is { } trials)
        {
            lines.AddRange(DeviceTrialText.Lines(trials).Select(l => MarkdownText.Prose(l.Trim())));
        }

        if (!settings.Quiet && !report.Findings.IsEmpty)
        {
            lines.Add(
                "| finding | severity | |\n|---|---|---|\n"
                    + string.Join(
                        '\n',
                        report.Findings.Select(f =>
                            $"| {f.Rule.Code} | {Words.Of(f.Severity)} | {MarkdownText.Prose(f.Title)} |"
                        )
                    )
            );
        }

        lines.Add(MarkdownText.Prose(GpuText.Choice(report)));
        output.Write(string.Join("\n\n", lines));
        output.Write('\n');
    }

    private static void Card(GpuReport report, GpuDevice device, List<string> lines)
    {
        lines.Add("**" + MarkdownText.Prose(GpuText.Device(device, report.Assessment.Gpus)) + "**");
        var rows = report
            .Assessment.Verdicts.Where(v => v.Device == device.Index)
            .Select(v =>
                $"| {MarkdownText.Prose(v.Consumer.Label)} | {GpuJson.Word(v.Runs)} | {MarkdownText.Prose(GpuText.Reason(v))} |"
            )
            .Concat(
                report
                    .Assessment.Others.Where(v => v.Device == device.Index)
                    .Select(v =>
                        $"| {MarkdownText.Prose(v.Label)} | {GpuJson.Word(v.Runs)} | {MarkdownText.Prose(v.Reason)} |"
                    )
            )
            .ToList();
        if (rows.Count > 0)
        {
            lines.Add("| package | runs | why |\n|---|---|---|\n" + string.Join('\n', rows));
        }
    }
}
