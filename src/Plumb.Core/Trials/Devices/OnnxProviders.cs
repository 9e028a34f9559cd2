using System.Collections.Immutable;
using Plumb.Machine.Gpus;

namespace Plumb.Trials.Devices;

/// <summary>
/// What the execution providers of onnxruntime compute on (onnxruntime.ai, "Execution Providers"). The library lists those that it was
/// built with, whether or not this machine has a device for them.
/// </summary>
internal static class OnnxProviders
{
    // The processor under other names, and a service elsewhere.
    private static readonly ImmutableHashSet<string> _noDevices =
    [
        "CPUExecutionProvider",
        "DnnlExecutionProvider",
        "XnnpackExecutionProvider",
        "ACLExecutionProvider",
        "ArmNNExecutionProvider",
        "AzureExecutionProvider",
    ];

    // Of a build for that hardware; the others want a library that is installed apart, and a build without it is whole.
    private static readonly ImmutableHashSet<string> _needed =
    [
        "CUDAExecutionProvider",
        "ROCMExecutionProvider",
        "DmlExecutionProvider",
        "CoreMLExecutionProvider",
    ];

    /// <summary>True when it stands for a device beside the processor.</summary>
    public static bool IsDevice(string provider) => !_noDevices.Contains(provider);

    /// <summary>True when nothing is broken where its library does not load, such as TensorRT's.</summary>
    public static bool IsOptional(string provider) => !_needed.Contains(provider);

    /// <summary>Whether this machine has what it computes on; true where that cannot be told.</summary>
    public static bool HasHardware(string provider, GpuInventory gpus) =>
        provider switch
        {
            "CUDAExecutionProvider" or "TensorrtExecutionProvider" or "NvTensorRTRTXExecutionProvider" =>
                gpus.CudaDevices.Any(),
            "ROCMExecutionProvider" or "MIGraphXExecutionProvider" => gpus.Devices.Any(d =>
                d is { Vendor: GpuVendor.Amd, HasDriver: not false }
            ),
            "DmlExecutionProvider" or "WebGpuExecutionProvider" => gpus.Devices.Any(d => d.HasDriver is not false),
            "CoreMLExecutionProvider" => OperatingSystem.IsMacOS(),
            _ => true,
        };
}
