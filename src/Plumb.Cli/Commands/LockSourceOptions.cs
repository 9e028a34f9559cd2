using System.CommandLine;
using Plumb.Cli.Rendering;

namespace Plumb.Cli.Commands;

/// <summary>The options that say where requirements, constraints and overrides are read from.</summary>
internal sealed class LockSourceOptions
{
    private readonly Option<string[]> _requirements = File(
        "A requirements file, pyproject.toml or the like, instead of what the folder declares. May be repeated.",
        "--requirement",
        "-r"
    );

    private readonly Option<string[]> _constraints = File(
        "Requirements that hold for packages that are needed anyway. May be repeated.",
        "--constraint",
        "-c"
    );

    private readonly Option<string[]> _overrides = File(
        "Requirements that take the place of all others on the same package. May be repeated.",
        "--override"
    );

    /// <summary>Gives them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_requirements);
        command.Options.Add(_constraints);
        command.Options.Add(_overrides);
    }

    /// <summary>What the files say; null on a mistake.</summary>
    public LockInput? Read(ParseResult parsed, World world, string? path, out ReportError? mistake)
    {
        var files = parsed.GetValue(_requirements) ?? [];
        if (files.Length > 0 && path is not null)
        {
            mistake = new ReportError("usage", "PATH and -r both say what to lock: give one of them.");
            return null;
        }

        return LockInput.Read(
            world,
            path,
            files,
            parsed.GetValue(_constraints) ?? [],
            parsed.GetValue(_overrides) ?? [],
            out mistake
        );
    }

    private static Option<string[]> File(string summary, string name, params string[] aliases) =>
        new(name, aliases) { HelpName = "FILE", Description = summary };
}
