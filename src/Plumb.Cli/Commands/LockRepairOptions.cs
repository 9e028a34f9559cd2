using System.CommandLine;
using Plumb.Cli.Rendering;

namespace Plumb.Cli.Commands;

/// <summary>The options that say what to do where requirements exclude each other.</summary>
internal sealed class LockRepairOptions
{
    private readonly Option<Taking> _repair = Choice.Option(
        "--repair",
        "Where requirements exclude each other, take the nearest change that solves each conflict.",
        Taking.None,
        ("nearest", Taking.Nearest)
    );

    private readonly Option<bool> _write = new("--write")
    {
        Description = "With --repair: write the changes into the requirements files.",
    };

    private readonly Option<bool> _dry = new("--dry-run")
    {
        Description = "With --write: show the changed lines, and write nothing.",
    };

    /// <summary>Gives them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_repair);
        command.Options.Add(_write);
        command.Options.Add(_dry);
    }

    /// <summary>What is wrong with them together; null when nothing is.</summary>
    public ReportError? Mistake(ParseResult parsed) =>
        parsed.GetValue(_write) && parsed.GetValue(_repair) == Taking.None
            ? new ReportError(
                "usage",
                "--write writes what --repair changes: give both.",
                "plumb lock --repair nearest --write"
            )
        : parsed.GetValue(_dry) && !parsed.GetValue(_write)
            ? new ReportError("usage", "--dry-run shows what --write would write: give both.")
        : null;

    /// <summary>What is wanted.</summary>
    public LockRepairs Of(ParseResult parsed) =>
        new(parsed.GetValue(_repair) == Taking.Nearest, parsed.GetValue(_write), parsed.GetValue(_dry));

    // A truth value would be an option that may stand without its word.
    private enum Taking
    {
        None,
        Nearest,
    }
}

/// <summary>What to do where requirements exclude each other.</summary>
/// <param name="TakesNearest">Take the nearest change.</param>
/// <param name="Writes">Write it into the files.</param>
/// <param name="IsDry">Only show what would be written.</param>
internal readonly record struct LockRepairs(bool TakesNearest, bool Writes, bool IsDry);
