using System.CommandLine;
using Plumb.Checks;
using Plumb.Checkups;
using Plumb.Cli.Rendering;
using Plumb.Diagnosis;
using Plumb.Environments;
using Plumb.Environments.Observing;
using Plumb.Files;
using Plumb.Stacks;

namespace Plumb.Cli.Commands;

/// <summary>The options of <c>diagnose</c> that name where a log was written, and what is looked at there.</summary>
internal sealed class DiagnoseEnvironment
{
    private readonly Option<string?> _environment = new("--env")
    {
        HelpName = "PATH",
        Description =
            "The environment in which it was written: an application folder, an environment, an interpreter. "
            + "What is installed there decides between causes, and fixes are tried on it. None of its code runs.",
    };

    private readonly Option<string?> _root = new("--root")
    {
        HelpName = "DIR",
        Description = "With --env: look at an unpacked image or another machine's disk.",
    };

    private readonly Option<string?> _stack = new("--stack")
    {
        HelpName = "NAME",
        Description =
            "The application's stack, whose known failures count more: a name of \"plumb stack list\" or a plumb.toml.",
    };

    /// <summary>Gives them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _environment, _root, _stack })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What is known of the place; null when nothing is asked for, or on a mistake.</summary>
    public EnvironmentEvidence? Look(ParseResult parsed, World world, out ReportError? mistake)
    {
        mistake = null;
        Stack? stack = null;
        if (parsed.GetValue(_stack) is { } name && (stack = StackNames.Find(name, world, out mistake)) is null)
        {
            return null;
        }

        var root = parsed.GetValue(_root) is { } typed ? world.Absolute(typed) : null;
        if (parsed.GetValue(_environment) is not { } path)
        {
            if (root is not null)
            {
                mistake = new ReportError("usage", "--root says where --env lies, and no --env is given.");
                return null;
            }

            return stack is null ? null : new EnvironmentEvidence(null, stack, _ => null);
        }

        if (root is not null && !new FileWorld().IsDirectory(WorldPath.Normalize(root)))
        {
            mistake = new ReportError("not-found", $"--root {root} is no folder.");
            return null;
        }

        var files = new FileWorld(root);
        var variables = root is null ? world.Variables : EnvironmentInspector.Carried(world.Variables, files);
        if (
            EnvironmentLocator.Locate(files, variables, path, world.CurrentFolder)
            is not EnvironmentLocated { Installation: var installation } located
        )
        {
            mistake = new ReportError(
                "not-found",
                $"--env {path} names no environment.",
                "Name an application folder, a virtual environment or an interpreter."
            );
            return null;
        }

        var result = EnvironmentCheckup.Run(
            files,
            variables,
            installation,
            located.Application,
            declared: null,
            RuleSelection.All,
            verify: false,
            stack: null,
            DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime),
            world.Cancellation
        );
        return new EnvironmentEvidence(result, stack, p => NamedFile.Inspect(files, p));
    }
}
