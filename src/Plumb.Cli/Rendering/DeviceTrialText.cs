using System.Collections.Immutable;
using Plumb.Trials.Devices;

namespace Plumb.Cli.Rendering;

/// <summary>What the libraries computed, a line for each device.</summary>
internal static class DeviceTrialText
{
    /// <summary>The lines: "torch 2.6.0  cuda:0  works  0.2 ms, 41 times as fast as the CPU".</summary>
    public static IEnumerable<string> Lines(ImmutableArray<LibraryTrial> trials)
    {
        if (trials.IsEmpty)
        {
            yield return "Nothing could be tried: neither torch nor onnxruntime nor ctranslate2 is installed.";
            yield break;
        }

        yield return "Tried: the product of two matrices of 1024 by 1024 whole numbers, compared with the exact one.";
        foreach (var trial in trials)
        {
            var label = $"{trial.Distribution} {trial.Version}";
            if (trial.Trouble is { } trouble)
            {
                yield return $"  {label} does not tell its devices: {trouble}";
            }

            foreach (var device in trial.Devices)
            {
                yield return $"  {label} on {device.Device}{Named(device)}: {Said(trial, device)}";
            }

            if (trial.Remark is { } remark)
            {
                yield return $"  {label}: {remark}";
            }
        }

        if (trials.SelectMany(t => t.Devices).All(d => d.IsCpu))
        {
            yield return "No library says that it has a GPU: only the CPU was tried.";
        }
    }

    /// <summary>"works", "wrong", "error", "crashed", "timeout", "untried".</summary>
    public static string Word(DeviceOutcomeKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>What came of a device, a clause.</summary>
    public static string Said(LibraryTrial trial, DeviceOutcome device) =>
        device.Kind switch
        {
            DeviceOutcomeKind.Works => $"works, {Time(trial, device)}",
            DeviceOutcomeKind.Wrong => Words.Invariant(
                $"wrong numbers: {device.Wrong:N0} of {device.Numbers:N0} differ, {Time(trial, device)}"
            ),
            DeviceOutcomeKind.Untried => device.Error is { } why ? "not used: " + why : "answers; no product was made",
            _ => device.Error ?? Word(device.Kind),
        };

    private static string Named(DeviceOutcome device) =>
        device.IsCpu || device.Name.Length == 0 || device.Name == device.Device ? "" : $" ({device.Name})";

    private static string Time(LibraryTrial trial, DeviceOutcome device)
    {
        var time = Words.Invariant($"{device.Milliseconds:0.##} ms");
        return trial.Rate(device) is { } rate ? Words.Invariant($"{time}, {rate:0.#} times as fast as the CPU") : time;
    }
}
