using System.CommandLine;
using System.Text;
using System.Text.Json;
using Plumb.Checks;
using Plumb.Cli.Rendering;
using Plumb.Text;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb explain</c>: the page of a rule.</summary>
internal static class ExplainCommand
{
    /// <summary>Makes the command.</summary>
    public static Verb Create(World world, SharedOptions shared)
    {
        var code = new Argument<string?>("CODE")
        {
            Description = "The code of a finding, such as PLB1001, or its name. Without it: all codes.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var answer = new AnswerOptions(
            ("text", ReportFormat.Text),
            ("json", ReportFormat.Json),
            ("markdown", ReportFormat.Markdown)
        );
        var command = new Verb("explain", "Say what a code means, how Plumb knows it and what to do.")
        {
            Examples = [new("plumb explain PLB1001", "one rule"), new("plumb explain", "all codes with what they say")],
        };
        command.Arguments.Add(code);
        answer.AddTo(command);
        command.SetAction(parsed => Run(parsed, world, parsed.GetValue(code), answer, shared));
        return command;
    }

    private static int Run(ParseResult parsed, World world, string? asked, AnswerOptions answer, SharedOptions shared)
    {
        var call = new Call("explain", parsed, world, shared, answer);
        if (OwnFactFiles.Add(call) is { } unread)
        {
            return call.Refuse(unread);
        }

        var entry = asked is null ? null : RuleEntry.Find(asked);
        var error = asked is not null && entry is null ? Unknown(asked) : null;
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
            Succeeded = error is null,
            Width = Math.Clamp(world.Terminal.Width, 40, 100),
            Colour = shared.UsesColour(parsed, world, null) && !toFile,
            Unicode = world.Terminal.IsUtf8 || toFile,
        };
        if (error is not null && format != ReportFormat.Json)
        {
            return ExitCode.Usage;
        }

        if (answer.Write(parsed, world, output => Write(entry, error, format, settings, output)) is { } unwritten)
        {
            return FailedAnswer.Unwritten(
                world,
                unwritten,
                settings,
                answer.IsFormatTyped(parsed) ? format : ReportFormat.Text
            );
        }

        return error is not null ? ExitCode.Usage : ExitCode.Clean;
    }

    private static ReportError Unknown(string asked)
    {
        if (RuleEntry.Family(asked) is { IsEmpty: false } family)
        {
            return new ReportError(
                "unknown-code",
                $"{asked.ToUpperInvariant()} is not a code but the beginning of these: {string.Join(", ", family.Select(r => $"{r.Code} {r.Name}"))}.",
                $"Name one of them: plumb explain {family[0].Code}"
            );
        }

        var nearest = NearestWord.To(asked, RuleEntry.Words);
        return new ReportError(
            "unknown-code",
            $"There is no code {asked}." + (nearest is null ? "" : $" Did you mean {nearest}?"),
            "A code is PLB and four digits; plumb check prints it at the end of a finding's first line."
        );
    }

    private static void Write(
        RuleEntry? entry,
        ReportError? error,
        ReportFormat format,
        RenderSettings settings,
        Stream output
    )
    {
        if (format == ReportFormat.Json)
        {
            var report = new CheckReport { Error = error };
            JsonEnvelope.Write(
                output,
                settings,
                error is not null ? null
                    : entry is null ? WriteAll
                    : json => WriteData(json, entry),
                report
            );
            return;
        }

        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        if (entry is null)
        {
            foreach (var rule in CheckCatalog.Rules)
            {
                text.Write(
                    format == ReportFormat.Markdown
                        ? $"* {rule.Code} {rule.Summary}\n"
                        : $"{rule.Code}  {rule.Summary}\n"
                );
            }
        }
        else if (format == ReportFormat.Markdown)
        {
            text.Write(entry.Page);
        }
        else
        {
            RulePageText.Write(entry.Page, settings, text);
        }
    }

    private static void WriteAll(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("rules");
        foreach (var rule in CheckCatalog.Rules)
        {
            json.WriteStartObject();
            json.WriteString("code", rule.Code);
            json.WriteString("name", rule.Name);
            json.WriteString("severity", Words.Of(rule.Severity));
            json.WriteString("summary", rule.Summary);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter json, RuleEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("code", entry.Code);
        json.WriteString("name", entry.Rule?.Name);
        json.WriteString("severity", entry.Rule is { } rule ? Words.Of(rule.Severity) : null);
        json.WriteString("summary", entry.Rule?.Summary);
        json.WriteString("text", entry.Page);
        json.WriteString("source", $"docs/rules/{entry.Code}.md");
        json.WriteEndObject();
    }
}
