using System.CommandLine;
using System.Text;
using Plumb.Cli.Hosting;
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
            Description =
                "Guides, READMEs, notebooks, Dockerfiles, requirements and scripts, or folders that hold them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var fix = new Option<bool>("--fix") { Description = "Write into the documents what is certain to be right." };
        var dry = new Option<bool>("--dry-run")
        {
            Description = "With --fix: show what would be written, and write nothing.",
        };
        var answer = new AnswerOptions(
            ("text", ReportFormat.Text),
            ("json", ReportFormat.Json),
            ("sarif", ReportFormat.Sarif),
            ("github", ReportFormat.GitHub)
        );
        var command = new Verb("lint", "Judge what a guide, README, Dockerfile, script or list of requirements claims.")
        {
            Details =
            [
                "Finds statements about versions, requirements, GPUs and model files, and compares them with facts that Plumb carries: "
                    + "what releases declare, which versions there are, what cards can run. Each claim is true, false, imprecise or unknown.",
                "A comment \"plumb: ignore\" on a line, or above it, silences its claims. The exit code is 1 with a false claim.",
            ],
            Examples =
            [
                new("plumb stack lint README.md", "one document"),
                new("plumb stack lint .", "all documents of a folder"),
                new("plumb stack lint --fix --dry-run INSTALL.md", "what would be corrected"),
                new("plumb stack lint --format github docs/", "marks of lines in a pull request"),
                new("plumb stack lint --json README.md requirements.txt", "for scripts"),
            ],
        };
        command.Arguments.Add(files);
        command.Options.Add(fix);
        command.Options.Add(dry);
        answer.AddTo(command);
        command.SetAction(parsed =>
            Run(
                new Call("stack lint", parsed, world, shared, answer),
                parsed.GetValue(files) ?? [],
                parsed.GetValue(fix),
                parsed.GetValue(dry)
            )
        );
        return command;
    }

    private static int Run(Call call, string[] names, bool fix, bool dry)
    {
        var world = call.World;
        var format = call.Answer.Format(call.Parsed);
        if (dry && !fix)
        {
            return call.Refuse(new ReportError("usage", "--dry-run says what --fix would write: give both."));
        }

        if (OwnFactFiles.Add(call) is { } refusal)
        {
            return call.Refuse(refusal);
        }

        var files = new FileWorld();
        var documents = new List<LintedDocument>();
        var isWhole = true;
        foreach (var (name, path, isNamed) in names.SelectMany(n => Expand(files, n, world)))
        {
            var read = files.Read(path, DocumentLinter.LargestFile);
            if (!read.Succeeded)
            {
                var unread = new ReportError(
                    "not-found",
                    $"{name} cannot be read: {FileFailureText.Of(read.Failure)}.",
                    isNamed ? "Name a document: plumb stack lint README.md" : "The other documents are judged."
                );
                if (isNamed)
                {
                    return call.Fail(unread, format, ExitCode.Usage);
                }

                ErrorLine.Write(world, unread);
                isWhole = false;
                continue;
            }

            world.Cancellation.ThrowIfCancellationRequested();
            var document = new LintedDocument(name, DocumentLinter.Lint(name, read.Bytes!)) { Path = path };
            if (fix && Fix(files, document, read.Bytes!, dry, out document) is { } trouble)
            {
                return call.Fail(new ReportError("output", trouble), format, ExitCode.Unfinished);
            }

            documents.Add(document);
        }

        var failed = documents.Exists(d => d.Claims.Any(c => c.Verdict == ClaimVerdict.False));
        var settings = call.Settings() with { Succeeded = !failed };
        return call.Deliver(
            settings,
            format,
            failed ? ExitCode.Findings
                : isWhole ? ExitCode.Clean
                : ExitCode.Unfinished,
            output => Write(documents, format, settings, output)
        );
    }

    private static IEnumerable<(string Name, string Path, bool IsNamed)> Expand(
        FileWorld files,
        string name,
        World world
    )
    {
        var path = WorldPath.Normalize(world.Absolute(name));
        return files.IsDirectory(path)
            ? DocumentFinder
                .In(files, path, world.Cancellation)
                .Select(p => (WorldPath.Join(name, WorldPath.Relative(p, path)), p, false))
            : [(name, path, true)];
    }

    // What is corrected is claimed no more.
    private static string? Fix(
        FileWorld files,
        LintedDocument document,
        byte[] bytes,
        bool dry,
        out LintedDocument after
    )
    {
        var corrected = DocumentFixer.Fix(bytes, document.Claims, out var changes);
        after = document with
        {
            Changes = changes,
            Claims = dry || changes.IsEmpty ? document.Claims : DocumentLinter.Lint(document.File, corrected),
        };
        return dry || changes.IsEmpty
            ? null
            : OutputFile.Replace(files.ToHost(document.Path) ?? document.Path, bytes, corrected);
    }

    private static void Write(
        List<LintedDocument> documents,
        ReportFormat format,
        RenderSettings settings,
        Stream output
    )
    {
        switch (format)
        {
            case ReportFormat.Json:
                JsonEnvelope.Write(output, settings, json => LintJson.Write(json, documents), LintReport.Of(documents));
                break;
            case ReportFormat.Sarif:
                SarifRenderer.Render(LintReport.Of(documents), settings, output);
                break;
            default:
                using (var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true))
                {
                    if (format == ReportFormat.GitHub)
                    {
                        GitHubRenderer.Render(LintReport.Of(documents), settings, text);
                    }
                    else
                    {
                        LintText.Render(documents, settings, text);
                    }
                }

                break;
        }
    }
}
