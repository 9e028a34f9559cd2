using System.Collections.Immutable;
using Plumb.Cli.Rendering;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Processes;
using Plumb.Trials;
using Plumb.Trials.Devices;

namespace Plumb.Cli.Commands;

/// <summary>Lets the libraries of an environment compute on each device. Runs code of the environment: called only where somebody asked for it.</summary>
internal static class DeviceTrialInspector
{
    /// <summary>Tries.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="world">The process.</param>
    /// <param name="files">The world that was looked at.</param>
    /// <param name="snapshot">The environment.</param>
    /// <param name="trouble">Why nothing could be tried; null when it was.</param>
    public static ImmutableArray<LibraryTrial> Try(
        GpuRequest request,
        World world,
        FileWorld files,
        EnvironmentSnapshot snapshot,
        out ReportError? trouble
    )
    {
        trouble = null;
        if (InterpreterTrouble.Of(files, snapshot.Installation) is { } why)
        {
            trouble = Untried(why);
            return [];
        }

        var step = "asking for devices";
        using var progress = request.ShowsProgress ? new ProgressLine(world, () => step) : null;
        try
        {
            return DeviceTrial
                .RunAsync(
                    snapshot,
                    world.Variables,
                    new ChildLimits(request.Time, 0),
                    now => step = now,
                    world.Cancellation
                )
                .GetAwaiter()
                .GetResult();
        }
        catch (IOException e)
        {
            trouble = Untried("There is no room for temporary files: " + e.Message);
            return [];
        }
    }

    private static ReportError Untried(string why) =>
        new("cannot-run", why, "Without --test the cards are judged by files alone.");
}
