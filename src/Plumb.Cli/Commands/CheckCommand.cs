using Plumb.Cli.Hosting;
using Plumb.Cli.Rendering;
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
                "Nothing is changed and no code of the environment runs, unless --imports asks for it: then each module is imported "
                    + "in a process of its own, with a time limit, a bound on its memory, variables that send its requests nowhere and "
                    + "none that hold credentials; its process group is ended with it. Importing still is running: it can do what you can do, "
                    + "open connections, read your files and leave programs behind.",
            ],
            Examples =
            [
                new("plumb check", "the application in this folder"),
                new("plumb check venv", "one environment"),
                new("plumb check --root image/ /opt/app", "an unpacked container image"),
                new("plumb check --imports", "run every import too, and join it with what the files tell"),
                new("plumb check --imports=torch,cv2 --timeout 120", "only these modules"),
                new("plumb check --format html -o check.html", "a page to look at or to send"),
                new("plumb check --stack deep-live-cam", "what of this application's stack is there"),
                new("plumb check --fail-on warning --ignore PLB17", "in a pipeline"),
            ],
        };
        command.Aliases.Add("doctor");
        options.AddTo(command);
        answer.AddTo(command);
        command.SetAction(parsed => Run(new Call("check", parsed, world, shared, answer), options, inspect));
        return command;
    }

    private static int Run(Call call, CheckOptions options, Inspector inspect)
    {
        var (parsed, world) = (call.Parsed, call.World);
        var typo =
            options.Mistake(parsed)
            ?? CheckConfiguration.Mistake("--select", options.Select(parsed))
            ?? CheckConfiguration.Mistake("--ignore", options.Ignore(parsed));
        if (typo is not null)
        {
            return call.Refuse(typo);
        }

        if (CheckConfiguration.Read(call, options, out var mistake) is not { } configuration)
        {
            return call.Refuse(mistake!);
        }

        var (files, folder) = options.ConfigurationPlace(parsed, world);
        if (OwnFactFiles.Add(call, files, folder) is { } unread)
        {
            return call.Refuse(unread);
        }

        var settings = configuration.Check;
        var baseline = options.BaselineFile(parsed, world, settings.Baseline);
        if (baseline is null && options.UpdatesBaseline(parsed))
        {
            return call.Refuse(new ReportError("usage", "--update-baseline wants the file: --baseline FILE."));
        }

        var stack = options.Stack(parsed, world, out var unknown);
        if (unknown is not null)
        {
            return call.Refuse(unknown);
        }

        var report = call.Inspect(options.Request(parsed, world, settings) with { Stack = stack }, inspect);
        report = CheckConfiguration.Apply(report, configuration, options.Select(parsed));
        var format = call.Answer.Format(parsed, settings.Format);
        if (baseline is not null && ApplyBaseline(baseline, options.UpdatesBaseline(parsed), ref report) is { } trouble)
        {
            return call.Fail(trouble, format, ExitCode.Unfinished);
        }

        if (report is { Error: { } failure, Environment: null })
        {
            return call.Fail(failure, format, ExitCode.Unfinished);
        }

        var failOn = options.FailOn(parsed, settings.FailOn);
        var code = CodeOf(report, failOn);
        var rendering = call.Settings(settings.Colour) with { Succeeded = code == ExitCode.Clean, FailOn = failOn };
        if (report.Error is { } error)
        {
            ErrorLine.Write(world, error);
        }

        return call.Deliver(rendering, format, code, output => ReportWriter.Write(report, rendering, format, output));
    }

    private static ReportError? ApplyBaseline(string file, bool update, ref CheckReport report)
    {
        if (update && report.Error is null)
        {
            var all = report;
            if (OutputFile.Write(file, output => Baseline.Write(all, output)) is { } trouble)
            {
                return new ReportError("output", trouble);
            }
        }

        var baseline = Baseline.Read(file, out var error);
        report = baseline?.Apply(report) ?? report;
        return error;
    }

    private static int CodeOf(CheckReport report, Severity? failOn) =>
        report.Error is not null ? ExitCode.Unfinished
        : failOn is { } least && report.Findings.Any(f => f.Severity >= least) ? ExitCode.Findings
        : ExitCode.Clean;
}
