using System.Collections.Immutable;
using System.CommandLine;
using Plumb.Cli.Rendering;
using Plumb.Machine.Gpus;

namespace Plumb.Cli.Commands;

/// <summary>The options of <c>gpu</c>.</summary>
internal sealed class GpuOptions
{
    private readonly Option<string?> _environment = new("--env")
    {
        HelpName = "PATH",
        Description =
            "The environment whose packages are judged: an application folder, an environment, an interpreter. "
            + "Without it the one that check would look at.",
    };

    private readonly Option<string?> _root = new("--root")
    {
        HelpName = "DIR",
        Description = "Look at an unpacked image or another machine's disk: every path is resolved inside DIR.",
    };

    private readonly CardsOption _gpu = new(
        "Judge for this card: here, a product (\"RTX 4090\") or facts (sm_120,driver=580.95,memory=16GB). "
            + "May be repeated for several cards."
    );

    private readonly Option<bool> _test = new("--test")
    {
        Description =
            "Let the environment's own torch, onnxruntime and CTranslate2 compute a small product on each device. "
            + "This runs code of the environment.",
    };

    private readonly TimeLimitOption _time = new("How long each product may take, with --test.");

    /// <summary>Gives them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _environment, _root, _gpu.Option, _test, _time.Option })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What is asked; null, and the mistake, when a card cannot be understood.</summary>
    public GpuRequest? Request(ParseResult parsed, World world, out ReportError? mistake)
    {
        var cards = _gpu.Of(parsed, out mistake);
        mistake ??= parsed.GetValue(_test) ? TestMistake(parsed, !cards.IsEmpty) : null;
        return mistake is not null
            ? null
            : new GpuRequest(
                parsed.GetValue(_environment),
                parsed.GetValue(_root) is { } root ? world.Absolute(root) : null,
                cards
            )
            {
                Test = parsed.GetValue(_test),
                Time = _time.Of(parsed),
            };
    }

    private ReportError? TestMistake(ParseResult parsed, bool hasCards) =>
        parsed.GetValue(_root) is not null
            ? new ReportError(
                "usage",
                "--test runs libraries of the environment, and what lies below --root is never run.",
                "Run plumb gpu --test on that machine or in that container."
            )
        : hasCards ? new ReportError("usage", "--test computes on the cards that are there, not on those of --gpu.")
        : _time.Mistake(parsed);
}

/// <summary>What <c>gpu</c> is asked.</summary>
/// <param name="Environment">As it was typed; null to look for one.</param>
/// <param name="Root">A folder of this machine that stands for <c>/</c>, absolute; null for this machine.</param>
/// <param name="Cards">The cards to judge for; empty for those that are there.</param>
internal sealed record GpuRequest(string? Environment, string? Root, ImmutableArray<GpuSpecification> Cards)
{
    /// <summary>Let libraries of the environment compute.</summary>
    public bool Test { get; init; }

    /// <summary>How long each product may take.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>Somebody waits at a terminal.</summary>
    public bool ShowsProgress { get; init; }
}
