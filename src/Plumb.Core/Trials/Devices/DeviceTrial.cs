using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Processes;

namespace Plumb.Trials.Devices;

/// <summary>Lets the libraries of an environment compute a small product on each device that they say they have.</summary>
public static class DeviceTrial
{
    private static readonly ImmutableArray<(string Module, string Distribution)> _libraries =
    [
        ("torch", "torch"),
        ("onnxruntime", "onnxruntime"),
        ("ctranslate2", "ctranslate2"),
    ];

    /// <summary>Tries all that are installed, one child at a time, so that none slows another.</summary>
    /// <param name="snapshot">The environment; <see cref="InterpreterTrouble"/> says nothing against it.</param>
    /// <param name="variables">Those of the person who asked.</param>
    /// <param name="limits">For each child.</param>
    /// <param name="progress">Told what is tried now.</param>
    /// <param name="cancellation">Ends the child.</param>
    /// <exception cref="IOException">There is no room for temporary files.</exception>
    public static async Task<ImmutableArray<LibraryTrial>> RunAsync(
        EnvironmentSnapshot snapshot,
        WorldVariables variables,
        ChildLimits limits,
        Action<string> progress,
        CancellationToken cancellation
    )
    {
        using var children = PythonChildren.Open(
            snapshot.Installation.Executable!,
            TrialScript.Read("try_device.py"),
            variables,
            limits
        );
        var trials = ImmutableArray.CreateBuilder<LibraryTrial>();
        foreach (var (module, distribution) in _libraries)
        {
            // onnxruntime-gpu, onnxruntime-directml and the like bring the same module.
            var installed = snapshot.Visible.FirstOrDefault(d =>
                d.Key.Normalized == distribution
                || (module == "onnxruntime" && d.Key.Normalized.StartsWith("onnxruntime-", StringComparison.Ordinal))
            );
            if (installed is not null)
            {
                trials.Add(await TryAsync(children, module, installed, progress, cancellation));
            }
        }

        return trials.DrainToImmutable();
    }

    private static async Task<LibraryTrial> TryAsync(
        PythonChildren children,
        string module,
        InstalledDistribution installed,
        Action<string> progress,
        CancellationToken cancellation
    )
    {
        progress($"asking {installed.Label} for its devices");
        var (end, answer) = await children.RunAsync([module, ""], cancellation);
        var devices = DeviceAnswer.Devices(end, answer, out var version, out var remark, out var trouble);
        if (devices is null)
        {
            return new LibraryTrial(module, installed.Name, installed.VersionText, []) { Trouble = trouble };
        }

        var outcomes = ImmutableArray.CreateBuilder<DeviceOutcome>();
        foreach (var (device, name) in devices)
        {
            progress($"multiplying with {installed.Label} on {device}");
            var (childEnd, told) = await children.RunAsync([module, device], cancellation);
            outcomes.Add(DeviceAnswer.Outcome(device, name, childEnd, told));
        }

        return new LibraryTrial(module, installed.Name, version ?? installed.VersionText, outcomes.DrainToImmutable())
        {
            Remark = remark,
        };
    }
}
