using System.CommandLine;
using System.Text;
using Plumb.Cli.Rendering;
using Plumb.Files;

namespace Plumb.Cli.Commands;

/// <summary><c>plumb lock</c>: a version of everything that an application needs, or why there is none.</summary>
internal static class LockCommand
{
    /// <summary>Makes the command.</summary>
    public static Verb Create(World world, SharedOptions shared)
    {
        var path = new Argument<string?>("PATH")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "The application's folder, or a file that says what it needs. Without it: this folder.",
        };
        var sources = new LockSourceOptions();
        var target = new LockTargetOptions();
        var rules = new LockOptions();
        var repair = new LockRepairOptions();
        var answer = new AnswerOptions(("text", ReportFormat.Text), ("json", ReportFormat.Json));
        var command = new Verb(
            "lock",
            "Choose a version of everything that an application needs, or say why there is none."
        )
        {
            Details =
            [
                "Prints a requirements file with exact versions and hashes, which pip and uv install: for one Python on one platform, so "
                    + "that no markers are left in it. Nothing is downloaded and no code runs.",
                "Versions come from an index that Plumb carries, recorded on a day that the answer names. A package that was not recorded "
                    + "cannot be locked.",
                "Where requirements exclude each other, each conflict is told with the changes that solve it; every change that is offered "
                    + "was solved again. The exit code is then 1.",
            ],
            Examples =
            [
                new("plumb lock", "what this folder's application needs"),
                new("plumb lock -r requirements.txt -o requirements.lock", "from one file into another"),
                new("plumb lock --python-version 3.11 --python-platform linux", "for another machine"),
                new("plumb lock -r requirements.txt --repair nearest --write", "change the file so that it can be met"),
                new("plumb lock --json", "for scripts"),
            ],
        };
        command.Arguments.Add(path);
        sources.AddTo(command);
        target.AddTo(command);
        rules.AddTo(command);
        repair.AddTo(command);
        answer.AddTo(command);
        command.SetAction(parsed =>
        {
            var call = new Call("lock", parsed, world, shared, answer);
            var typed = parsed.GetValue(path);
            if (repair.Mistake(parsed) is { } wrong)
            {
                return call.Refuse(wrong);
            }

            if (sources.Read(parsed, world, typed, out var mistake) is not { } input)
            {
                return call.Refuse(mistake!);
            }

            if (target.Of(parsed, world, typed, input.RequiresPython, out mistake) is not { } place)
            {
                return call.Refuse(mistake!);
            }

            var question = LockQuestion.Of(input, place);
            if (question.Unsupported(world) is { } unsupported)
            {
                return call.Refuse(unsupported);
            }

            return rules.Apply(parsed, question.Request, out mistake) is { } request
                ? Run(call, question with { Request = request }, repair.Of(parsed))
                : call.Refuse(mistake!);
        });
        return command;
    }

    private static int Run(Call call, LockQuestion question, LockRepairs wanted)
    {
        var format = call.Answer.Format(call.Parsed);
        if (Overwrites(call, question) is { } file)
        {
            return call.Refuse(
                new ReportError(
                    "usage",
                    $"-o {file} is one of the files that are read.",
                    "Write the lock into another file: -o requirements.lock"
                )
            );
        }

        LockAnswer answer;
        using (call.ShowsProgress ? new ProgressLine(call.World, () => "choosing versions") : null)
        {
            answer = new LockSolver(question, call.World).Solve(wanted.TakesNearest);
        }

        if (answer.Trouble is { } trouble)
        {
            return call.Fail(trouble, format, ExitCode.Unfinished);
        }

        if (!call.Parsed.GetValue(call.Shared.Quiet))
        {
            foreach (
                var remark in question.PassedOver(call.World).Concat(answer.Hazards.Select(h => "hazard: " + h.Text))
            )
            {
                ErrorLine.Write(call.World, new ReportError("remark", remark));
            }
        }

        if (answer.Repaired is not null && wanted.Writes)
        {
            answer = LockRewriting.Apply(answer, call.World, wanted.IsDry, out var unwritten);
            if (unwritten is not null)
            {
                return call.Fail(unwritten, format, ExitCode.Unfinished);
            }
        }

        var isSolved = answer.Resolved is not null;
        var settings = call.Settings() with { Succeeded = isSolved && answer.Hazards.IsEmpty };
        return call.Deliver(
            settings,
            format,
            isSolved && answer.Hazards.IsEmpty ? ExitCode.Clean : ExitCode.Findings,
            output => Write(answer, format, settings, call.World, output)
        );
    }

    // Half a lock in the place of what it was made from would be the end of both.
    private static string? Overwrites(Call call, LockQuestion question) =>
        call.Answer.File(call.Parsed, call.World) is { } file
        && question.Input.Declarations.Any(d => d.Sources.Contains(WorldPath.Normalize(file), StringComparer.Ordinal))
            ? file
            : null;

    private static void Write(
        LockAnswer answer,
        ReportFormat format,
        RenderSettings settings,
        World world,
        Stream output
    )
    {
        if (format == ReportFormat.Json)
        {
            var error =
                answer.Resolved is null ? LockConflictText.Error(answer)
                : answer.Hazards is [var hazard, ..] ? new ReportError("hazard", hazard.Text)
                : null;
            JsonEnvelope.Write(
                output,
                settings,
                json => LockJson.Write(json, answer, world),
                new CheckReport { Error = error }
            );
            return;
        }

        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        if (answer is { Resolved: not null, IsDry: true })
        {
            LockConflictText.Changes(answer, settings, world, text);
        }
        else if (answer.Resolved is not null)
        {
            LockFileText.Write(answer, settings, world, text);
        }
        else
        {
            LockConflictText.Write(answer, settings, world, text);
        }
    }
}
