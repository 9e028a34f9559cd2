using Plumb.Cli.Commands;
using Plumb.Cli.Rendering;

namespace Plumb.Cli;

/// <summary>One plain sentence for what nobody foresaw.</summary>
internal static class Trouble
{
    // The shipped program carries no texts of the framework's own exceptions, so the sentences are ours.
    private const int NoSpaceLeft = 28;

    /// <summary>Says what broke and returns the exit code.</summary>
    public static int Report(Exception trouble, IReadOnlyList<string> arguments, World world)
    {
        try
        {
            world.Error.WriteLine($"plumb: {Sentence(trouble)}");
            if (UsageTrouble.WantsJson(arguments))
            {
                var settings = new RenderSettings
                {
                    Command = arguments.FirstOrDefault(a => !a.StartsWith('-')) ?? "plumb",
                    Version = world.Version,
                    Succeeded = false,
                };
                FailedAnswer.Write(
                    new ReportError("unforeseen", $"It could not be finished: {Sentence(trouble)}"),
                    settings,
                    ReportFormat.Json,
                    world.Output
                );
            }
        }
        catch (IOException)
        {
            // The streams are gone as well: the exit code has to say it alone.
        }

        return ExitCode.Unfinished;
    }

    private static string Sentence(Exception trouble) =>
        trouble switch
        {
            IOException { HResult: NoSpaceLeft } => "the answer could not be written: no space is left there.",
            IOException io => FormattableString.Invariant(
                $"the answer could not be read or written (system error {io.HResult})."
            ),
            OutOfMemoryException => "this machine has too little free memory for what was asked.",
            _ => $"this is a bug in Plumb ({trouble.GetType().Name}). "
                + "Please report it with the output of: plumb report -o report.md",
        };
}
