using System.CommandLine;
using System.Text;
using Plumb.Checks;
using Plumb.Cli.Rendering;
using Plumb.Diagnosis;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb diagnose</c>: a log in, the cause of its failure out.</summary>
internal static class DiagnoseCommand
{
    private const string StandardInput = "-";

    /// <summary>Makes the command.</summary>
    public static Verb Create(World world, SharedOptions shared)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Logs, one after the other; - is standard input, which is also read when none is named.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var answer = new AnswerOptions(
            ("text", ReportFormat.Text),
            ("json", ReportFormat.Json),
            ("markdown", ReportFormat.Markdown)
        );
        var command = new Verb("diagnose", "Read a traceback, build log or application log and name the cause.")
        {
            Details =
            [
                "Reads what pip, uv, conda, compilers, Docker and Python programs write, of any size, with colours, progress bars and "
                    + "prefixes, and says one cause, the lines that prove it, what to do and what not to do. "
                    + "Where the log cannot decide it names the question that does.",
                "The exit code is 1 with a failure and 0 when the log has none.",
            ],
            Examples =
            [
                new("plumb diagnose build.log", "one log"),
                new("plumb diagnose --build docker-build.log", "with the good and bad signs of a build"),
                new("python app.py 2>&1 | plumb diagnose", "what a program just said"),
                new("plumb diagnose --env venv error.log", "with what is installed there"),
                new("plumb diagnose --json < build.log", "for scripts"),
            ],
        };
        command.Arguments.Add(files);
        var place = new DiagnoseEnvironment();
        place.AddTo(command);
        var build = new Option<bool>("--build")
        {
            Description = "Show also which lines of a build log are good and which are bad signs.",
        };
        command.Options.Add(build);
        answer.AddTo(command);
        command.SetAction(parsed =>
            Run(
                new Call("diagnose", parsed, world, shared, answer),
                parsed.GetValue(files) ?? [],
                place,
                parsed.GetValue(build)
            )
        );
        return command;
    }

    private static int Run(Call call, string[] names, DiagnoseEnvironment place, bool build)
    {
        var world = call.World;
        if (names.Length == 0 && world.Terminal.InputIsTerminal)
        {
            return call.Refuse(
                new ReportError(
                    "usage",
                    "No log is named and nothing is piped in.",
                    "Name a file: plumb diagnose build.log, or pipe: python app.py 2>&1 | plumb diagnose"
                )
            );
        }

        if (OwnFactFiles.Add(call) is { } unread)
        {
            return call.Refuse(unread);
        }

        var environment = place.Look(call.Parsed, world, out var mistake);
        if (mistake is not null)
        {
            return call.Refuse(mistake);
        }

        if (OwnKnowledge.Failures(call, out mistake) is not { } own)
        {
            return call.Refuse(mistake!);
        }

        var format = call.Answer.Format(call.Parsed);
        using var input = LogInput.Open(names.Length == 0 ? [StandardInput] : names, world, out var error);
        if (input is null)
        {
            return call.Fail(error!, format, ExitCode.Unfinished);
        }

        using var log = new TextProbe(input);

        long seen = 0;
        LogDiagnosis diagnosis;
        using (
            call.ShowsProgress
                ? new ProgressLine(world, () => $"reading the log: {Prose.Bytes(Interlocked.Read(ref seen))}")
                : null
        )
        {
            diagnosis = LogDiagnosis.Read(
                log,
                b => Interlocked.Exchange(ref seen, b),
                world.Cancellation,
                environment,
                own.Signatures
            );
        }

        if (diagnosis.Causes.IsEmpty && !log.IsText)
        {
            return call.Fail(
                new ReportError(
                    "not-text",
                    $"This is not text: {(names.Length == 1 && names[0] != StandardInput ? names[0] : "the input")} cannot be read as a log.",
                    "Name what a program wrote while it failed. A compressed log has to be unpacked first: gunzip -c build.log.gz | plumb diagnose"
                ),
                format,
                ExitCode.Unfinished
            );
        }

        var failed = !diagnosis.Causes.IsEmpty || diagnosis.IsUnknown;
        var code = failed ? ExitCode.Findings : ExitCode.Clean;
        var settings = call.Settings() with { Succeeded = !failed };
        return call.Deliver(settings, format, code, output => Write(diagnosis, build, format, settings, output));
    }

    private static void Write(
        LogDiagnosis diagnosis,
        bool build,
        ReportFormat format,
        RenderSettings settings,
        Stream output
    )
    {
        if (format == ReportFormat.Json)
        {
            JsonEnvelope.Write(output, settings, json => DiagnosisJson.Write(json, diagnosis), new CheckReport());
            return;
        }

        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        if (format == ReportFormat.Markdown)
        {
            DiagnosisMarkdown.Render(diagnosis, settings, text);
        }
        else
        {
            DiagnosisText.Render(diagnosis, settings, text);
            if (build)
            {
                text.Write('\n');
                DiagnosisText.RenderSigns(diagnosis, settings, text);
            }
        }
    }
}
