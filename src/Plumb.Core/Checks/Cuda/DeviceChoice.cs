using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Formats.Fatbins;
using Plumb.Machine.Gpus;
using Plumb.Native.Cuda;
using Plumb.Python;

namespace Plumb.Checks.Cuda;

/// <summary>What an application computes on that takes the first that works of CUDA, DirectML, CoreML or MPS, ROCm or XPU, and the CPU.</summary>
/// <param name="Device">Such as <c>CUDA</c>, <c>DirectML</c>, <c>MPS</c>, <c>CPU</c>.</param>
/// <param name="Index">The card's number for CUDA; null elsewhere.</param>
/// <param name="Why">A clause without a full stop.</param>
public sealed record DeviceChoice(string Device, int? Index, string Why)
{
    /// <summary>Chooses.</summary>
    public static DeviceChoice Of(
        EnvironmentSnapshot snapshot,
        GpuInventory gpus,
        ImmutableArray<CudaConsumer> consumers,
        ImmutableArray<CudaVerdict> verdicts
    ) =>
        Cuda(gpus, verdicts)
        ?? DirectMl(snapshot)
        ?? Apple(snapshot, gpus)
        ?? Others(snapshot, gpus)
        ?? new DeviceChoice("CPU", null, WhyCpu(gpus, consumers, verdicts));

    private static DeviceChoice? Cuda(GpuInventory gpus, ImmutableArray<CudaVerdict> verdicts)
    {
        foreach (var device in gpus.CudaDevices)
        {
            var able = verdicts.Where(v => v.Device == device.Index && v.Runs == Runs.Yes).ToList();
            if (able.Count > 0)
            {
                return new DeviceChoice(
                    "CUDA",
                    device.CudaIndex,
                    $"{Prose.List(able.Select(v => v.Consumer.Label))} can use {Name(device)}"
                );
            }
        }

        return null;
    }

    private static DeviceChoice? DirectMl(EnvironmentSnapshot snapshot) =>
        snapshot.Installation.Platform.System == OperatingSystemFamily.Windows
        && Installed(snapshot, "onnxruntime-directml", "torch-directml") is { } found
            ? new DeviceChoice("DirectML", null, $"{found} uses any GPU of Windows")
            : null;

    private static DeviceChoice? Apple(EnvironmentSnapshot snapshot, GpuInventory gpus)
    {
        var isApple =
            snapshot.Installation.Platform is { System: OperatingSystemFamily.MacOs }
            && (gpus.Devices.Any(d => d.Vendor == GpuVendor.Apple) || gpus.Devices.IsEmpty)
            && snapshot.Installation.Platform.Architecture == "arm64";
        return !isApple ? null
            : Installed(snapshot, "torch") is { } torch ? new DeviceChoice("MPS", null, $"{torch} uses Apple's GPU")
            : Installed(snapshot, "onnxruntime") is { } onnx
                ? new DeviceChoice("CoreML", null, $"{onnx} uses Apple's GPU and neural engine")
            : null;
    }

    private static DeviceChoice? Others(EnvironmentSnapshot snapshot, GpuInventory gpus)
    {
        var build = snapshot.Cuda.Torch;
        if (gpus.Devices.Any(d => d is { Vendor: GpuVendor.Amd, HasDriver: not false }))
        {
            var able = build?.Hip is not null ? "torch " + build.Version : Installed(snapshot, "onnxruntime-rocm");
            if (able is not null)
            {
                return new DeviceChoice("ROCm", null, $"{able} is built for ROCm and a GPU of AMD is there");
            }
        }

        return build?.Xpu is not null && gpus.Devices.Any(d => d is { Vendor: GpuVendor.Intel, HasDriver: not false })
            ? new DeviceChoice("XPU", null, $"torch {build.Version} is built for a GPU of Intel, and one is there")
            : null;
    }

    private static string WhyCpu(
        GpuInventory gpus,
        ImmutableArray<CudaConsumer> consumers,
        ImmutableArray<CudaVerdict> verdicts
    ) =>
        gpus.Devices.IsEmpty ? "no GPU is known"
        : consumers.IsEmpty ? "nothing in the environment can use a GPU"
        : verdicts.IsEmpty ? "no card of NVIDIA is there, and nothing in the environment is built for another one"
        : !gpus.CudaDevices.Any()
            ? gpus.Visible is { } visible ? $"CUDA_VISIBLE_DEVICES={visible.Text} hides every card"
                : "no card has a driver"
        : verdicts.Any(v => v.Runs == Runs.Unknown) ? "nothing in the environment is certain to use the card"
        : "nothing in the environment can use the card";

    private static string Name(GpuDevice device) => device.Name?.Value ?? device.Capability?.Value.SmName ?? "the card";

    private static string? Installed(EnvironmentSnapshot snapshot, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (snapshot.Visible.FirstOrDefault(d => d.Key.Normalized == name) is { } distribution)
            {
                return distribution.Label;
            }
        }

        return null;
    }
}
