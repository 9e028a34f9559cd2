using System.Text.Json;

namespace Plumb.Cli.Rendering;

/// <summary>What to attach to a bug: versions, machine, findings and the list of distributions. Its input is redacted.</summary>
internal static class BugReport
{
    /// <summary>Writes it as Markdown.</summary>
    public static void WriteMarkdown(
        CheckReport report,
        MachineFacts machine,
        RenderSettings settings,
        TextWriter output
    )
    {
        output.Write("# Plumb report\n\n| | |\n|---|---|\n");
        foreach (var (name, value) in Rows(report, machine, settings))
        {
            output.Write($"| {name} | {MarkdownText.Prose(value)} |\n");
        }

        output.Write($"\n## {MarkdownText.Prose(Words.Verdict(report))}\n");
        MarkdownRenderer.Findings(report, output);
        if (report.NotLookedAt.Length > 0)
        {
            output.Write($"\nNot looked at: {MarkdownText.Prose(Words.List(report.NotLookedAt))}.\n");
        }

        if (!report.Distributions.IsEmpty)
        {
            output.Write($"\n## {Words.Many(report.Distributions.Length, "distribution")}\n\n");
            output.Write(MarkdownText.Block(report.Distributions.Select(Line)));
        }
    }

    /// <summary>Writes it as text.</summary>
    public static void WriteText(CheckReport report, MachineFacts machine, RenderSettings settings, TextWriter output)
    {
        foreach (var (name, value) in Rows(report, machine, settings))
        {
            output.Write($"{VisibleText.Of(name, settings.Unicode), -14}{VisibleText.Of(value, settings.Unicode)}\n");
        }

        output.Write('\n');
        TextRenderer.Render(report, settings with { Verbose = true, Quiet = false }, output);
        output.Write('\n');
        foreach (var distribution in report.Distributions)
        {
            output.Write(VisibleText.Of(Line(distribution), settings.Unicode) + "\n");
        }
    }

    /// <summary>Writes it as JSON: the data of <c>check</c> and the machine.</summary>
    public static void WriteJson(CheckReport report, MachineFacts machine, RenderSettings settings, Stream output) =>
        JsonEnvelope.Write(
            output,
            settings,
            json =>
            {
                json.WriteStartObject();
                WriteMachine(json, machine);
                JsonRenderer.WriteMembers(json, report);
                json.WriteEndObject();
            },
            report
        );

    private static void WriteMachine(Utf8JsonWriter json, MachineFacts machine)
    {
        json.WriteStartObject("machine");
        json.WriteString("system", machine.System);
        json.WriteString("kernel", machine.Kernel);
        json.WriteString("architecture", machine.Architecture);
        json.WriteStartObject("variables");
        foreach (var (name, value) in machine.Variables)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, string Value)> Rows(
        CheckReport report,
        MachineFacts machine,
        RenderSettings settings
    )
    {
        yield return ("plumb", settings.Version);
        yield return ("system", machine.System);
        yield return ("kernel", machine.Kernel);
        yield return ("architecture", machine.Architecture);
        yield return ("environment", Words.Environment(report));
        if (report.Environment is { } facts)
        {
            yield return ("prefix", facts.Prefix);
            yield return ("abi", facts.Abi ?? "unknown");
        }

        foreach (var (name, value) in machine.Variables)
        {
            yield return (name, value);
        }

        if (report.Error is { } error)
        {
            yield return ("trouble", error.Message);
        }
    }

    private static string Line(DistributionFacts distribution) =>
        $"{distribution.Name}=={distribution.Version ?? "unknown"}";
}
