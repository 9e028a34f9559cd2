using System.Text;
using Plumb.Cli.Rendering;
using Plumb.Configuration;
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
        command.SetAction(parsed => Run(new Call("report", parsed, world, shared, answer), options, inspect));
        return command;
    }

    private static int Run(Call call, CheckOptions options, Inspector inspect)
    {
        var world = call.World;
        // A bug is told whole: nothing that is configured silences a part of it.
        if (options.Mistake(call.Parsed) is { } mistake)
        {
            return call.Refuse(mistake);
        }

        var (files, folder) = options.ConfigurationPlace(call.Parsed, world);
        if (OwnFactFiles.Add(call, files, folder) is { } unread)
        {
            return call.Refuse(unread);
        }

        var request = options.Request(call.Parsed, world, CheckSettings.None);
        var found = call.Inspect(request, inspect);
        var names = PersonalNames.Of(world);
        var report = RedactedReport.Of(found, names);
        var machine = MachineFacts.Of(world, new FileWorld());
        machine = machine with
        {
            Variables = [.. machine.Variables.Select(v => KeyValuePair.Create(v.Key, names.Clean(v.Value)))],
        };
        if (report.Error is { } error)
        {
            ErrorLine.Write(world, error);
        }

        // A report about an environment that cannot be found is still written: it may be what is wrong.
        var code = report.Error is null ? ExitCode.Clean : ExitCode.Unfinished;
        var settings = call.Settings() with { Succeeded = report.Error is null };
        var format = call.Answer.Format(call.Parsed);
        return call.Deliver(settings, format, code, output => Write(report, machine, settings, format, output));
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
