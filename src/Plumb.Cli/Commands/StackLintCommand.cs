using System.CommandLine;
using System.Text;
using Plumb.Cli.Rendering;
using Plumb.Files;
using Plumb.Linting;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb stack lint</c>: which claims of a document are false.</summary>
internal static class StackLintCommand
{
    /// <summary>Makes the command.</summary>
    public static Verb Create(World world, SharedOptions shared)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Guides, READMEs, Dockerfiles, requirements and scripts.",
            Arity = ArgumentArity.OneOrMore,
        };
        var answer = new AnswerOptions(("text", ReportFormat.Text), ("json", ReportFormat.Json));
        var command = new Verb("lint", "Judge what a guide, README, Dockerfile, script or list of requirements claims.")
        {
            Details =
            [
                "Finds statements about versions, requirements, GPUs and model files, and compares them with facts that Plumb carries: "
                    + "what releases declare, which versions there are, what cards can run. Each claim is true, false, imprecise or unknown.",
                "The exit code is 1 with a false claim.",
            ],
            Examples =
            [
                new("plumb stack lint README.md", "one document"),
                new("plumb stack lint --json README.md requirements.txt", "for scripts"),
            ],
        };
        command.Arguments.Add(files);
        answer.AddTo(command);
        command.SetAction(parsed =>
            Run(new Call("stack lint", parsed, world, shared, answer), parsed.GetValue(files) ?? [])
        );
        return command;
    }

    private static int Run(Call call, string[] names)
    {
        var world = call.World;
        var format = call.Answer.Format(call.Parsed);
        var files = new FileWorld();
        var documents = new List<LintedDocument>();
        foreach (var name in names)
        {
            var read = files.Read(WorldPath.Normalize(world.Absolute(name)), DocumentLinter.LargestFile);
            if (!read.Succeeded)
            {
                return call.Fail(
                    new ReportError(
                        "not-found",
                        $"{name} cannot be read: {FileFailureText.Of(read.Failure)}.",
                        "Name a document: plumb stack lint README.md"
                    ),
                    format,
                    ExitCode.Usage
                );
            }

            world.Cancellation.ThrowIfCancellationRequested();
            documents.Add(new LintedDocument(name, DocumentLinter.Lint(name, read.Bytes!)));
        }

        var failed = documents.Exists(d => d.Claims.Any(c => c.Verdict == ClaimVerdict.False));
        var settings = call.Settings() with { Succeeded = !failed };
        return call.Deliver(
            settings,
            format,
            failed ? ExitCode.Findings : ExitCode.Clean,
            output => Write(documents, format, settings, output)
        );
    }

    private static void Write(
        List<LintedDocument> documents,
        ReportFormat format,
        RenderSettings settings,
        Stream output
    )
    {
        if (format == ReportFormat.Json)
        {
            JsonEnvelope.Write(output, settings, json => LintJson.Write(json, documents), new CheckReport());
            return;
        }

        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        LintText.Render(documents, settings, text);
    }
}
