using System.CommandLine;
using System.Text;
using Plumb.Cli.Rendering;
using Plumb.Files;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb report</c>: one file to attach to a bug.</summary>
internal static class ReportCommand
{
    /// <summary>Makes the command.</summary>
    public static Verb Create(World world, SharedOptions shared, Inspector inspect)
    {
        var options = new CheckOptions();
        var answer = new AnswerOptions(
            ("markdown", ReportFormat.Markdown),
            ("text", ReportFormat.Text),
            ("json", ReportFormat.Json)
        );
        var command = new Verb("report", "Write what to attach to a bug: versions, machine, findings, distributions.")
        {
            Details =
            [
                "Home folders, user names, passwords in addresses and whatever looks like a token are taken out. "
                    + "Read it before you post it all the same.",
            ],
            Examples = [new("plumb report -o report.md", "a Markdown file for an issue")],
        };
        options.AddTargetTo(command);
        answer.AddTo(command);
        command.SetAction(parsed => Run(parsed, world, options, answer, shared, inspect));
        return command;
    }

    private static int Run(
        ParseResult parsed,
        World world,
        CheckOptions options,
        AnswerOptions answer,
        SharedOptions shared,
        Inspector inspect
    )
    {
        var started = world.Clock.GetTimestamp();
        var found = inspect(options.Request(parsed, shared, world), world);
        var names = PersonalNames.Of(world);
        var report = RedactedReport.Of(found with { Findings = FindingOrder.Sort(found.Findings) }, names);
        var machine = MachineFacts.Of(world, new FileWorld());
        machine = machine with
        {
            Variables = [.. machine.Variables.Select(v => KeyValuePair.Create(v.Key, names.Clean(v.Value)))],
        };
        var toFile = answer.File(parsed, world) is not null;
        var settings = new RenderSettings
        {
            Command = "report",
            Version = world.Version,
            // A report about an environment that cannot be found is still the report that was asked for.
            Succeeded = true,
            Width = Math.Clamp(world.Terminal.Width, 40, 120),
            Unicode = world.Terminal.IsUtf8 || toFile,
            Elapsed = world.Clock.GetElapsedTime(started),
        };
        var format = answer.Format(parsed);
        var written = answer.TryWrite(parsed, world, output => Write(report, machine, settings, format, output));
        return written ? ExitCode.Clean : ExitCode.Unfinished;
    }

    private static void Write(
        CheckReport report,
        MachineFacts machine,
        RenderSettings settings,
        ReportFormat format,
        Stream output
    )
    {
        if (format == ReportFormat.Json)
        {
            BugReport.WriteJson(report, machine, settings, output);
            return;
        }

        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        if (format == ReportFormat.Text)
        {
            BugReport.WriteText(report, machine, settings, text);
        }
        else
        {
            BugReport.WriteMarkdown(report, machine, settings, text);
        }
    }
}
