using System.Collections.Immutable;
using System.CommandLine;
using Plumb.Cli.Rendering;
using Plumb.Machine.Gpus;

namespace Plumb.Cli.Commands;

/// <summary><c>--gpu</c>: the cards to judge for, in place of those that are there.</summary>
internal sealed class CardsOption(string description)
{
    /// <summary>The option.</summary>
    public Option<string[]> Option { get; } = new("--gpu") { HelpName = "GPU", Description = description };

    /// <summary>The cards; the mistake is that of the first that cannot be understood.</summary>
    public ImmutableArray<GpuSpecification> Of(ParseResult parsed, out ReportError? mistake)
    {
        mistake = null;
        var cards = ImmutableArray.CreateBuilder<GpuSpecification>();
        foreach (var text in parsed.GetValue(Option) ?? [])
        {
            if (!GpuSpecification.TryParse(text, out var card, out var error))
            {
                mistake = new ReportError("usage", $"--gpu \"{text}\": {error.Message}.", "See: plumb gpu --help");
                return [];
            }

            cards.Add(card);
        }

        return cards.DrainToImmutable();
    }
}
