using System.CommandLine;
using Plumb.Cli.Rendering;
using Plumb.Environments.Observing;

namespace Plumb.Cli.Commands;

/// <summary>The options that say which stack an environment is judged by.</summary>
internal sealed class StackOptions
{
    private readonly Option<string?> _stack = new("--stack")
    {
        HelpName = "NAME",
        Description =
            "Judge the machine and the environment by what an application needs: a stack of \"plumb stack list\", or a plumb.toml.",
    };

    private readonly Option<string?> _variant = new("--variant")
    {
        HelpName = "NAME",
        Description = "Judge by this variant of the stack, not by the one that fits the machine.",
    };

    private readonly CardsOption _gpu = new(
        "Choose the variant for this card: here, a product (\"RTX 4090\") or facts (sm_120,driver=580.95,memory=16GB). "
            + "May be repeated."
    );

    /// <summary>Gives them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _stack, _variant, _gpu.Option })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What is asked; null when nothing is, or on a mistake.</summary>
    public StackRequest? Request(ParseResult parsed, World world, out ReportError? mistake)
    {
        var variant = parsed.GetValue(_variant);
        var cards = _gpu.Of(parsed, out mistake);
        if (parsed.GetValue(_stack) is not { } name)
        {
            mistake ??=
                variant is not null || !cards.IsEmpty
                    ? new ReportError(
                        "usage",
                        $"{(variant is null ? "--gpu" : "--variant")} says which variant of a stack counts, and no stack is named.",
                        "Name it: --stack NAME. Those that Plumb carries: plumb stack list"
                    )
                    : null;
            return null;
        }

        if (mistake is not null || StackNames.Find(name, world, out mistake) is not { } stack)
        {
            return null;
        }

        if (variant is not null && !stack.Variants.Any(v => v.Name == variant))
        {
            var names = Words.Or([.. stack.Variants.Select(v => v.Name)]);
            mistake = new ReportError(
                "usage",
                $"{stack.Title} has no variant \"{variant}\".",
                names.Length == 0 ? "It has no variants." : $"It has {names}."
            );
            return null;
        }

        return new StackRequest(stack, variant, cards);
    }
}
