using System.CommandLine;
using Plumb.Cli.Rendering;
using Plumb.Processes;

namespace Plumb.Cli.Commands;

/// <summary><c>--timeout</c>: how long one child of the environment's interpreter may take.</summary>
internal sealed class TimeLimitOption(string description)
{
    private const double MostSeconds = 86_400;

    /// <summary>The option.</summary>
    public Option<double> Option { get; } =
        new("--timeout")
        {
            HelpName = "SECONDS",
            Description = description,
            DefaultValueFactory = _ => ChildLimits.UsualTime.TotalSeconds,
        };

    /// <summary>The limit.</summary>
    public TimeSpan Of(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(Option));

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public ReportError? Mistake(ParseResult parsed) =>
        parsed.GetValue(Option) is > 0 and <= MostSeconds
            ? null
            : new ReportError(
                "usage",
                "--timeout wants seconds, more than 0 and at most a day.",
                "For example: --timeout 120"
            );
}
