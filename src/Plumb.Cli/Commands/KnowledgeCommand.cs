using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Plumb.Cli.Rendering;
using Plumb.Knowledge;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb knowledge</c>: the facts that Plumb judges by.</summary>
internal static class KnowledgeCommand
{
    /// <summary>Makes the command.</summary>
    public static Verb Create(World world, SharedOptions shared)
    {
        var words = new Argument<string[]>("WORD")
        {
            Description = "Facts in which every WORD occurs. Without one, what the facts are about.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var answer = new AnswerOptions(("text", ReportFormat.Text), ("json", ReportFormat.Json));
        var command = new Verb("knowledge", "List and search the facts that Plumb judges by, each with its source.")
        {
            Details =
            [
                "Each fact says where anyone can check it and how far it can be trusted: metadata (declared by the package), "
                    + "measured (proved from files or by running), documented (the project's own text) or folklore. "
                    + "The exit code is 1 when no fact has all the words.",
            ],
            Examples =
            [
                new("plumb knowledge", "what the facts are about, and how many there are"),
                new("plumb knowledge RTX 5080", "what is known of a card"),
                new("plumb knowledge numpy 1.24 --json", "for scripts"),
            ],
        };
        command.Arguments.Add(words);
        answer.AddTo(command);
        command.SetAction(parsed =>
            Run(new Call("knowledge", parsed, world, shared, answer), parsed.GetValue(words) ?? [])
        );
        return command;
    }

    private static int Run(Call call, string[] words)
    {
        if (OwnFactFiles.Add(call) is { } unread)
        {
            return call.Refuse(unread);
        }

        var facts = FactCatalog.Find(words);
        var code = facts.IsEmpty ? ExitCode.Findings : ExitCode.Clean;
        var settings = call.Settings() with { Succeeded = code == ExitCode.Clean };
        var format = call.Answer.Format(call.Parsed);
        return call.Deliver(settings, format, code, output => Write(facts, words, format, settings, output));
    }

    private static void Write(
        ImmutableArray<KnowledgeFact> facts,
        string[] words,
        ReportFormat format,
        RenderSettings settings,
        Stream output
    )
    {
        if (format == ReportFormat.Json)
        {
            JsonEnvelope.Write(output, settings, json => KnowledgeJson.Write(json, facts), new CheckReport());
            return;
        }

        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        if (words.Length == 0)
        {
            KnowledgeText.WriteTopics(facts, settings, text);
        }
        else
        {
            KnowledgeText.WriteFacts(facts, words, settings, text);
        }
    }
}
