using System.Collections.Immutable;
using System.CommandLine;
using Plumb.Checks;
using Plumb.Findings;

namespace Plumb.Cli.Commands;

/// <summary>The options of <c>check</c> that say what to look at and what counts.</summary>
internal sealed class CheckOptions
{
    private readonly Argument<string?> _path = new("PATH")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description =
            "An application folder, a virtual or conda environment, an interpreter or a site-packages folder. "
            + "Without it: the application in this folder, then VIRTUAL_ENV, CONDA_PREFIX, then python3 on PATH.",
    };

    private readonly Option<string?> _root = new("--root")
    {
        HelpName = "DIR",
        Description = "Look at an unpacked image or another machine's disk: every path is resolved inside DIR.",
    };

    private readonly Option<string?> _python = new("--python")
    {
        HelpName = "PATH",
        Description = "The interpreter or environment to take where several fit.",
    };

    private readonly Option<string?> _against = new("--against")
    {
        HelpName = "FILE",
        Description =
            "Compare with this requirements file, pyproject.toml or lock file instead of the application's own.",
    };

    private readonly Option<bool> _verify = new("--verify")
    {
        Description = "Compare the hash of every file as well, not only existence and size.",
    };

    private readonly Option<string[]> _select = new("--select")
    {
        HelpName = "CODES",
        Description = "Report only these codes or beginnings of codes, such as PLB2,PLB1301. May be repeated.",
    };

    private readonly Option<string[]> _ignore = new("--ignore")
    {
        HelpName = "CODES",
        Description = "Do not report these. A longer beginning wins over a shorter one.",
    };

    private readonly Option<Threshold> _failOn = Choice.Option(
        "--fail-on",
        "The least severity that makes the exit code 1.",
        Threshold.Error,
        ("error", Threshold.Error),
        ("warning", Threshold.Warning),
        ("info", Threshold.Info),
        ("never", Threshold.Never)
    );

    private readonly Option<string?> _baseline = new("--baseline")
    {
        HelpName = "FILE",
        Description = "Count the findings that FILE knows, and report only new ones.",
    };

    private readonly Option<bool> _updateBaseline = new("--update-baseline")
    {
        Description = "Write all findings into the file of --baseline, so that from now on only new ones are reported.",
    };

    /// <summary>Gives them to a command.</summary>
    public void AddTo(Command command)
    {
        AddTargetTo(command);
        foreach (var option in new Option[] { _select, _ignore, _failOn, _baseline, _updateBaseline })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(_updateBaseline) && result.GetValue(_baseline) is null)
            {
                result.AddError("--update-baseline wants the file: --baseline FILE.");
            }
        });
    }

    /// <summary>Gives a command those that say what to look at.</summary>
    public void AddTargetTo(Command command)
    {
        command.Arguments.Add(_path);
        foreach (var option in new Option[] { _root, _python, _against, _verify })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What is asked.</summary>
    public CheckRequest Request(ParseResult parsed, SharedOptions shared, World world) =>
        new(
            parsed.GetValue(_path),
            parsed.GetValue(_root) is { } root ? world.Absolute(root) : null,
            parsed.GetValue(_python),
            parsed.GetValue(_against),
            Selection(parsed),
            parsed.GetValue(_verify),
            parsed.GetValue(shared.Offline),
            !parsed.GetValue(shared.NoConfiguration)
        );

    /// <summary>Which rules are wanted: codes, beginnings of codes or names, separated by commas.</summary>
    public RuleSelection Selection(ParseResult parsed) =>
        new(Words(parsed.GetValue(_select)), Words(parsed.GetValue(_ignore)));

    private static ImmutableArray<string> Words(string[]? values) =>
        [
            .. (values ?? []).SelectMany(v =>
                v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ),
        ];

    /// <summary>The least severity that fails; null for never.</summary>
    public Severity? FailOn(ParseResult parsed) =>
        parsed.GetValue(_failOn) switch
        {
            Threshold.Error => Severity.Error,
            Threshold.Warning => Severity.Warning,
            Threshold.Info => Severity.Info,
            _ => null,
        };

    /// <summary>The baseline's file, absolute; null for none.</summary>
    public string? BaselineFile(ParseResult parsed, World world) =>
        parsed.GetValue(_baseline) is { } file ? world.Absolute(file) : null;

    /// <summary>The baseline is to be written.</summary>
    public bool UpdatesBaseline(ParseResult parsed) => parsed.GetValue(_updateBaseline);

    private enum Threshold
    {
        Error,
        Warning,
        Info,
        Never,
    }
}
