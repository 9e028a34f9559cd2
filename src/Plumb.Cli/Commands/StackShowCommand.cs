using System.CommandLine;
using System.Text;
using Plumb.Cli.Rendering;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb stack show</c>: everything that a stack says, with its sources.</summary>
internal static class StackShowCommand
{
    /// <summary>Makes the command.</summary>
    public static Verb Create(World world, SharedOptions shared)
    {
        var name = new Argument<string>("NAME")
        {
            Description =
                "A stack of \"plumb stack list\", a plumb.toml, or the folder of one. Without it: the one of this folder.",
            DefaultValueFactory = _ => ".",
        };
        var answer = new AnswerOptions(("text", ReportFormat.Text), ("json", ReportFormat.Json));
        var command = new Verb("show", "Show what a stack needs, and where each statement can be checked.")
        {
            Details =
            [
                "Variants, stages with their packages, what the system brings, model files, variables, known failures, and what the "
                    + "application's guides say that is not so. -v shows the source of each line.",
            ],
            Examples =
            [
                new("plumb stack show deep-live-cam", "one that Plumb carries"),
                new("plumb stack show . --json", "this folder's, for scripts"),
            ],
        };
        command.Arguments.Add(name);
        answer.AddTo(command);
        command.SetAction(parsed =>
            Run(new Call("stack show", parsed, world, shared, answer), parsed.GetValue(name) ?? ".")
        );
        return command;
    }

    private static int Run(Call call, string name)
    {
        if (OwnFactFiles.Add(call) is { } unread)
        {
            return call.Refuse(unread);
        }

        if (StackNames.Find(name, call.World, out var mistake) is not { } stack)
        {
            return call.Refuse(mistake!);
        }

        var settings = call.Settings();
        var format = call.Answer.Format(call.Parsed);
        return call.Deliver(
            settings,
            format,
            ExitCode.Clean,
            output =>
            {
                if (format == ReportFormat.Json)
                {
                    JsonEnvelope.Write(output, settings, json => ManifestJson.Write(json, stack), new CheckReport());
                    return;
                }

                using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
                ManifestText.Write(stack, settings, text);
            }
        );
    }
}
