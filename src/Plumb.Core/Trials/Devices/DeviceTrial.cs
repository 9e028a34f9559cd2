using System.Collections.Immutable;
using Plumb.Checks;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Machine.Gpus;
using Plumb.Processes;

namespace Plumb.Trials.Devices;

/// <summary>Lets the libraries of an environment compute a small product on each device that they say they have.</summary>
public static class DeviceTrial
{
    private static readonly ImmutableArray<string> _libraries = ["torch", "onnxruntime", "ctranslate2"];

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
        foreach (var module in _libraries)
        {
            // onnxruntime-gpu, onnxruntime-directml and the like bring the same module; onnxruntime-extensions brings another.
            var installed =
                snapshot.Visible.FirstOrDefault(d => Brings(d, module))
                ?? snapshot.Visible.FirstOrDefault(d => d.Key.Normalized == module);
            if (installed is not null)
            {
                trials.Add(await TryAsync(children, module, installed, snapshot.Gpus, progress, cancellation));
            }
        }

        return trials.DrainToImmutable();
    }

    private static async Task<LibraryTrial> TryAsync(
        PythonChildren children,
        string module,
        InstalledDistribution installed,
        GpuInventory gpus,
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

        if (module == "onnxruntime")
        {
            devices = Here(devices.Value, gpus, ref remark);
        }

        var outcomes = ImmutableArray.CreateBuilder<DeviceOutcome>();
        foreach (var (device, name) in devices.Value)
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

    private static bool Brings(InstalledDistribution distribution, string module)
    {
        var (package, file) = (
            $"{distribution.Site.Path}/{module}/__init__.py",
            $"{distribution.Site.Path}/{module}.py"
        );
        return distribution.Files.Any(f => f.Path == package || f.Path == file);
    }

    private static ImmutableArray<(string Device, string Name)> Here(
        ImmutableArray<(string Device, string Name)> listed,
        GpuInventory gpus,
        ref string? remark
    )
    {
        var devices = listed.Where(d => d.Device == "cpu" || OnnxProviders.IsDevice(d.Device)).ToList();
        var absent = devices.Where(d => !OnnxProviders.HasHardware(d.Device, gpus)).ToList();
        if (absent.Count > 0)
        {
            remark =
                $"It was built for {Prose.List(absent.Select(d => d.Device))} too; nothing was seen here on which that computes.";
        }

        return [.. devices.Except(absent)];
    }
}
