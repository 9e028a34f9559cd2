using System.CommandLine;
using Plumb.Cli.Hosting;
using Plumb.Cli.Rendering;
using Plumb.Files;
using Plumb.Findings;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb check</c>: what is wrong with an environment.</summary>
internal static class CheckCommand
{
    /// <summary>Makes the command.</summary>
    public static Verb Create(World world, SharedOptions shared, Inspector inspect)
    {
        var options = new CheckOptions();
        var answer = AnswerOptions.All();
        var command = new Verb("check", "Say what is wrong with a Python environment, without running Python.")
        {
            Details =
            [
                "By default check reads the metadata of every distribution, compares existence and size of every file "
                    + "with its RECORD, and compares what is installed with what the application declares. "
                    + "The last lines say what was not looked at.",
                "Nothing is changed and no code of the environment runs.",
            ],
            Examples =
            [
                new("plumb check", "the application in this folder"),
                new("plumb check venv", "one environment"),
                new("plumb check --root image/ /opt/app", "an unpacked container image"),
                new("plumb check --format html -o check.html", "a page to look at or to send"),
                new("plumb check --fail-on warning --ignore PLB18", "in a pipeline"),
            ],
        };
        command.Aliases.Add("doctor");
        options.AddTo(command);
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
        var report = inspect(options.Request(parsed, shared, world), world);
        world.Cancellation.ThrowIfCancellationRequested();
        var selection = options.Selection(parsed);
        report = report with { Findings = FindingOrder.Sort(report.Findings.Where(f => selection.Includes(f.Rule))) };
        if (!TryApplyBaseline(parsed, world, options, ref report))
        {
            return ExitCode.Unfinished;
        }

        var failOn = options.FailOn(parsed);
        var code = CodeOf(report, failOn);
        var toTerminal = answer.File(parsed, world) is null;
        var settings = new RenderSettings
        {
            Command = "check",
            Version = world.Version,
            Succeeded = code == ExitCode.Clean,
            FailOn = failOn,
            Width = Math.Clamp(world.Terminal.Width, 40, 120),
            Height = world.Terminal.Height,
            Colour = shared.UsesColour(parsed, world) && toTerminal,
            Unicode = world.Terminal.IsUtf8 || !toTerminal,
            Verbose = parsed.GetValue(shared.Verbose),
            Quiet = parsed.GetValue(shared.Quiet),
            CurrentFolder = WorldPath.Normalize(world.CurrentFolder),
            Time = world.Clock.GetUtcNow(),
            Elapsed = world.Clock.GetElapsedTime(started),
        };
        if (report.Error is { } error)
        {
            ErrorLine.Write(world, error);
        }

        var format = answer.Format(parsed);
        if (report.Error is not null && report.Environment is null && format != ReportFormat.Json)
        {
            return code;
        }

        var written = answer.TryWrite(parsed, world, output => ReportWriter.Write(report, settings, format, output));
        return written ? code : ExitCode.Unfinished;
    }

    private static bool TryApplyBaseline(ParseResult parsed, World world, CheckOptions options, ref CheckReport report)
    {
        if (options.BaselineFile(parsed, world) is not { } file)
        {
            return true;
        }

        if (options.UpdatesBaseline(parsed) && report.Error is null)
        {
            var all = report;
            if (OutputFile.Write(file, output => Baseline.Write(all, output)) is { } trouble)
            {
                ErrorLine.Write(world, new ReportError("output", trouble));
                return false;
            }
        }

        var baseline = Baseline.Read(file, out var error);
        if (baseline is null)
        {
            ErrorLine.Write(world, error!);
            return false;
        }

        report = baseline.Apply(report);
        return true;
    }

    private static int CodeOf(CheckReport report, Severity? failOn) =>
        report.Error is not null ? ExitCode.Unfinished
        : failOn is { } least && report.Findings.Any(f => f.Severity >= least) ? ExitCode.Findings
        : ExitCode.Clean;
}
