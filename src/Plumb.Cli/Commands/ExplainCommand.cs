using System.CommandLine;
using System.Text;
using System.Text.Json;
using Plumb.Cli.Rendering;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb explain</c>: the page of a rule.</summary>
internal static class ExplainCommand
{
    /// <summary>Makes the command.</summary>
    public static Verb Create(World world, SharedOptions shared)
    {
        var code = new Argument<string>("CODE") { Description = "The code of a finding, such as PLB1101." };
        var answer = new AnswerOptions(
            ("text", ReportFormat.Text),
            ("json", ReportFormat.Json),
            ("markdown", ReportFormat.Markdown)
        );
        var command = new Verb("explain", "Say what a code means, how Plumb knows it and what to do.")
        {
            Examples = [new("plumb explain PLB1101", "one rule")],
        };
        command.Arguments.Add(code);
        answer.AddTo(command);
        command.SetAction(parsed => Run(parsed, world, parsed.GetRequiredValue(code), answer, shared));
        return command;
    }

    private static int Run(ParseResult parsed, World world, string asked, AnswerOptions answer, SharedOptions shared)
    {
        var code = asked.ToUpperInvariant();
        var page = RulePages.Find(code);
        var error = page is null ? Unknown(asked) : null;
        if (error is not null)
        {
            ErrorLine.Write(world, error);
        }

        var format = answer.Format(parsed);
        var toFile = answer.File(parsed, world) is not null;
        var settings = new RenderSettings
        {
            Command = "explain",
            Version = world.Version,
            Succeeded = page is not null,
            Width = Math.Clamp(world.Terminal.Width, 40, 100),
            Colour = shared.UsesColour(parsed, world) && !toFile,
            Unicode = world.Terminal.IsUtf8 || toFile,
        };
        if (page is null && format != ReportFormat.Json)
        {
            return ExitCode.Usage;
        }

        var written = answer.TryWrite(parsed, world, output => Write(code, page, error, format, settings, output));
        return !written ? ExitCode.Unfinished
            : page is null ? ExitCode.Usage
            : ExitCode.Clean;
    }

    private static ReportError Unknown(string asked)
    {
        var nearest = NearestWord.To(asked, RulePages.Codes);
        return new ReportError(
            "unknown-code",
            $"There is no code {asked}." + (nearest is null ? "" : $" Did you mean {nearest}?"),
            "A code is PLB and four digits; plumb check prints it at the end of a finding's first line."
        );
    }

    private static void Write(
        string code,
        string? page,
        ReportError? error,
        ReportFormat format,
        RenderSettings settings,
        Stream output
    )
    {
        if (format == ReportFormat.Json)
        {
            var report = new CheckReport { Error = error };
            JsonEnvelope.Write(output, settings, page is null ? null : json => WriteData(json, code, page), report);
            return;
        }

        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        if (format == ReportFormat.Markdown)
        {
            text.Write(page);
        }
        else
        {
            RulePageText.Write(page!, settings, text);
        }
    }

    private static void WriteData(Utf8JsonWriter json, string code, string page)
    {
        json.WriteStartObject();
        json.WriteString("code", code);
        json.WriteString("text", page);
        json.WriteString("source", $"docs/rules/{code}.md");
        json.WriteEndObject();
    }
}
