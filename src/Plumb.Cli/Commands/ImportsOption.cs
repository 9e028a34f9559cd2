using System.Collections.Immutable;
using System.CommandLine;
using Plumb.Cli.Rendering;
using Plumb.Environments;

namespace Plumb.Cli.Commands;

/// <summary><c>--imports</c> and what belongs to it. It alone makes <c>check</c> run code of the environment.</summary>
internal sealed class ImportsOption
{
    private const string Name = "--imports";

    private readonly Option<string?> _imports = new(Name)
    {
        HelpName = "MODULES",
        Arity = ArgumentArity.ZeroOrOne,
        Description =
            "Import each top-level module with the environment's own Python, in a process of its own, and say why those fail "
            + "that do. This runs code of the environment. With =NAME,NAME only these modules.",
    };

    private readonly TimeLimitOption _time = new("How long each import may take, with --imports.");

    /// <summary>
    /// The command line with the option's value made plain: it stands behind <c>=</c> or nowhere, so that the word that follows is never
    /// taken for it.
    /// </summary>
    public static IReadOnlyList<string> Separated(IReadOnlyList<string> arguments)
    {
        var end = arguments.TakeWhile(a => a != "--").Count();
        return [.. arguments.Select((a, i) => i < end && a == Name ? Name + "=*" : a)];
    }

    /// <summary>Gives it to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_imports);
        command.Options.Add(_time.Option);
    }

    /// <summary>What is asked; null when nothing is to run.</summary>
    public ImportsRequest? Request(ParseResult parsed) =>
        parsed.GetResult(_imports) is { Implicit: false }
            ? new ImportsRequest(Modules(parsed), _time.Of(parsed))
            : null;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="root">The value of <c>--root</c>.</param>
    public ReportError? Mistake(ParseResult parsed, string? root)
    {
        if (parsed.GetResult(_imports) is not { Implicit: false })
        {
            return null;
        }

        if (root is not null)
        {
            return new ReportError(
                "usage",
                "--imports runs the environment's own Python, and what lies below --root is never run.",
                "Run plumb check --imports on that machine or in that container."
            );
        }

        var wrong = Modules(parsed).FirstOrDefault(m => !m.Split('.').All(p => ModuleNames.IsIdentifier(p)));
        return wrong is null
            ? _time.Mistake(parsed)
            : new ReportError(
                "usage",
                $"\"{wrong}\" is no name of a module.",
                "Name modules as an import statement does: --imports=torch,cv2"
            );
    }

    private ImmutableArray<string> Modules(ParseResult parsed) =>
        parsed.GetValue(_imports) is null or "*"
            ? []
            :
            [
                .. parsed
                    .GetValue(_imports)!
                    .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            ];
}
