using System.CommandLine;
using Plumb.Cli.Rendering;
using Plumb.Files;

namespace Plumb.Cli.Commands;

/// <summary>One call of a command that looks at an environment and answers in one of several formats.</summary>
/// <param name="Command">Its name, for the envelope.</param>
/// <param name="Parsed">What was typed.</param>
/// <param name="World">The process.</param>
/// <param name="Shared">The options of every command.</param>
/// <param name="Answer">The options that say how to answer.</param>
internal sealed record Call(string Command, ParseResult Parsed, World World, SharedOptions Shared, AnswerOptions Answer)
{
    private readonly long _started = World.Clock.GetTimestamp();

    /// <summary>Whether progress is shown: logs of pipelines would keep every line that was meant to vanish.</summary>
    public bool ShowsProgress =>
        World.Terminal.ErrorIsTerminal && World.Variables.GetNonEmpty("CI") is null && !Parsed.GetValue(Shared.Quiet);

    /// <summary>Looks at the environment.</summary>
    public CheckReport Inspect(CheckRequest request, Inspector inspect)
    {
        var report = inspect(request with { ShowsProgress = ShowsProgress }, World);
        World.Cancellation.ThrowIfCancellationRequested();
        return report;
    }

    /// <summary>How to show what was found until now, as a success.</summary>
    /// <param name="colour">The word that is configured for colour.</param>
    public RenderSettings Settings(string? colour = null)
    {
        var toTerminal = Answer.File(Parsed, World) is null;
        return new RenderSettings
        {
            Command = Command,
            Version = World.Version,
            Succeeded = true,
            Width = Math.Clamp(World.Terminal.Width, 40, 120),
            Height = World.Terminal.Height,
            Colour = toTerminal && Shared.UsesColour(Parsed, World, colour),
            Unicode = World.Terminal.IsUtf8 || !toTerminal,
            Verbose = Parsed.GetValue(Shared.Verbose),
            Quiet = Parsed.GetValue(Shared.Quiet),
            CurrentFolder = WorldPath.Normalize(World.CurrentFolder),
            Time = World.Clock.GetUtcNow(),
            Elapsed = World.Clock.GetElapsedTime(_started),
        };
    }

    /// <summary>Says that the question cannot be taken.</summary>
    public int Refuse(ReportError error) => Fail(error, Answer.Format(Parsed), ExitCode.Usage);

    /// <summary>Says on standard error, and in the answer where its format has a place for it, why there is no other answer.</summary>
    public int Fail(ReportError error, ReportFormat format, int code)
    {
        ErrorLine.Write(World, error);
        return FailedAnswer.IsTold(format)
            ? Deliver(Settings(), format, code, output => FailedAnswer.Write(error, Settings(), format, output))
            : code;
    }

    /// <summary>Writes the answer where it is wanted.</summary>
    /// <returns>The code, unless the answer could not be written.</returns>
    public int Deliver(RenderSettings settings, ReportFormat format, int code, Action<Stream> write) =>
        Answer.Write(Parsed, World, write) is { } error
            ? FailedAnswer.Unwritten(World, error, settings, Answer.IsFormatTyped(Parsed) ? format : ReportFormat.Text)
            : code;
}
