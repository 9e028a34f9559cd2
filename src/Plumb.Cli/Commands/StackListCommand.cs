using System.Text;
using Plumb.Cli.Rendering;
using Plumb.Configuration;
using Plumb.Files;
using Plumb.Stacks;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb stack list</c>: the stacks that Plumb carries, and the one of this folder.</summary>
internal static class StackListCommand
{
    /// <summary>Makes the command.</summary>
    public static Verb Create(World world, SharedOptions shared)
    {
        var answer = new AnswerOptions(("text", ReportFormat.Text), ("json", ReportFormat.Json));
        var command = new Verb("list", "List the stacks that Plumb carries, and the one that this folder states.")
        {
            Examples = [new("plumb stack list", "names for --stack")],
        };
        answer.AddTo(command);
        command.SetAction(parsed => Run(new Call("stack list", parsed, world, shared, answer)));
        return command;
    }

    private static int Run(Call call)
    {
        if (OwnFactFiles.Add(call) is { } unread)
        {
            return call.Refuse(unread);
        }

        var folder = WorldPath.Normalize(call.World.CurrentFolder);
        if (!StackFile.TryRead(new FileWorld(), folder, out var own, out var error))
        {
            ErrorLine.Write(call.World, new ReportError("manifest", error.ToString(), "The format: docs/stack.md"));
        }

        List<Stack> stacks = [.. own is null ? [] : new[] { own }, .. ShippedStacks.All];
        var settings = call.Settings();
        var format = call.Answer.Format(call.Parsed);
        return call.Deliver(settings, format, ExitCode.Clean, output => Write(stacks, format, settings, output));
    }

    private static void Write(List<Stack> stacks, ReportFormat format, RenderSettings settings, Stream output)
    {
        if (format == ReportFormat.Json)
        {
            JsonEnvelope.Write(output, settings, json => ManifestJson.WriteList(json, stacks), new CheckReport());
            return;
        }

        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        ManifestText.WriteList(stacks, settings, text);
    }
}
