using System.Collections.Immutable;
using System.CommandLine;
using Plumb.Checks;
using Plumb.Cli.Rendering;
using Plumb.Configuration;
using Plumb.Environments;
using Plumb.Environments.Observing;
using Plumb.Files;
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
        Description = "The interpreter or environment to take; PATH then names the application that it serves.",
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

    private readonly ImportsOption _imports = new();
    private readonly StackOptions _stack = new();

    private readonly Option<string[]> _select = new("--select")
    {
        HelpName = "CODES",
        Description = "Report only these codes or beginnings of codes, such as PLB12,PLB1301. May be repeated.",
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
        [.. Thresholds]
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
        _imports.AddTo(command);
        _stack.AddTo(command);
        foreach (var option in new Option[] { _select, _ignore, _failOn, _baseline, _updateBaseline })
        {
            command.Options.Add(option);
        }
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

    /// <summary>What is asked; what the command line does not say, configuration may.</summary>
    public CheckRequest Request(ParseResult parsed, World world, CheckSettings configured) =>
        new(
            parsed.GetValue(_path),
            parsed.GetValue(_root) is { } root ? world.Absolute(root) : null,
            parsed.GetValue(_python),
            parsed.GetValue(_against) ?? configured.Against,
            Selection(parsed, configured),
            parsed.GetValue(_verify)
        )
        {
            Imports = _imports.Request(parsed),
        };

    /// <summary>The stack to judge by; null when none is asked for, or on a mistake.</summary>
    public StackRequest? Stack(ParseResult parsed, World world, out ReportError? mistake) =>
        _stack.Request(parsed, world, out mistake);

    /// <summary>What is wrong with the options that <see cref="AddTargetTo"/> gives; null when nothing is.</summary>
    public ReportError? Mistake(ParseResult parsed) =>
        parsed.GetValue(_against) == "-"
            ? new ReportError("usage", "--against reads a file, not standard input.", "Name the file: --against FILE")
            : _imports.Mistake(parsed, parsed.GetValue(_root));

    /// <summary>What configuration is looked for, and where from, upward: the inspected world and a folder in it.</summary>
    public (FileWorld World, string Folder) ConfigurationPlace(ParseResult parsed, World world)
    {
        var root = parsed.GetValue(_root) is { } typed ? world.Absolute(typed) : null;
        var files = new FileWorld(root);
        var path = EnvironmentLocator.InWorld(
            files,
            parsed.GetValue(_path) ?? world.CurrentFolder,
            world.CurrentFolder
        );
        return (files, files.IsFile(path) ? WorldPath.Parent(path) : path);
    }

    /// <summary>The rules that the command line asks for: codes, beginnings of codes or names, separated by commas.</summary>
    public ImmutableArray<string> Select(ParseResult parsed) => Words(parsed.GetValue(_select));

    /// <summary>The rules that the command line does not want, in the same words.</summary>
    public ImmutableArray<string> Ignore(ParseResult parsed) => Words(parsed.GetValue(_ignore));

    // What configuration silences is looked for all the same: it is counted.
    private RuleSelection Selection(ParseResult parsed, CheckSettings configured)
    {
        var typed = Select(parsed);
        var wanted = typed.IsEmpty ? [.. configured.Select?.Select(r => r.Word) ?? []] : typed;
        return new RuleSelection(wanted, Ignore(parsed));
    }

    private static ImmutableArray<string> Words(string[]? values) =>
        [
            .. (values ?? []).SelectMany(v =>
                v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ),
        ];

    /// <summary>The words of <c>--fail-on</c>.</summary>
    public static ImmutableArray<(string Word, Threshold Value)> Thresholds { get; } =
    [("error", Threshold.Error), ("warning", Threshold.Warning), ("info", Threshold.Info), ("never", Threshold.Never)];

    /// <summary>The least severity that fails; null for never.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="configured">The word that counts where the command line has none.</param>
    public Severity? FailOn(ParseResult parsed, string? configured) =>
        Choice.Of(parsed, _failOn, configured, Thresholds) switch
        {
            Threshold.Error => Severity.Error,
            Threshold.Warning => Severity.Warning,
            Threshold.Info => Severity.Info,
            _ => null,
        };

    /// <summary>The baseline's file, absolute; null for none.</summary>
    public string? BaselineFile(ParseResult parsed, World world, string? configured) =>
        parsed.GetValue(_baseline) is { } file ? world.Absolute(file) : configured;

    /// <summary>The baseline is to be written.</summary>
    public bool UpdatesBaseline(ParseResult parsed) => parsed.GetValue(_updateBaseline);

    /// <summary>What <c>--fail-on</c> takes.</summary>
    internal enum Threshold
    {
        /// <summary>Errors.</summary>
        Error,

        /// <summary>Warnings too.</summary>
        Warning,

        /// <summary>Everything.</summary>
        Info,

        /// <summary>Nothing.</summary>
        Never,
    }
}
