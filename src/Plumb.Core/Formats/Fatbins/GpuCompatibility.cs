namespace Plumb.Formats.Fatbins;

/// <summary>Whether code runs on a GPU.</summary>
public enum Runs
{
    /// <summary>It cannot be told.</summary>
    Unknown,

    /// <summary>It does not.</summary>
    No,

    /// <summary>It does.</summary>
    Yes,
}

/// <summary>Whether code runs on a GPU, and why.</summary>
/// <param name="Runs">The answer.</param>
/// <param name="Reason">A clause without a full stop.</param>
public sealed record GpuCodeVerdict(Runs Runs, string Reason);

/// <summary>
/// The rules by which code fits a GPU (NVIDIA, CUDA C++ Programming Guide, "Binary Compatibility", "PTX Compatibility" and "Family-Specific
/// Architecture Features"; NVIDIA Blackwell Compatibility Guide).
/// </summary>
public static class GpuCompatibility
{
    /// <summary>Judges one piece of code.</summary>
    /// <param name="code">What it was made for.</param>
    /// <param name="device">The GPU.</param>
    /// <param name="toolkit">For PTX: the first CUDA that knows its version of the PTX language; null when not known.</param>
    /// <param name="driver">The newest CUDA that the driver serves; null when not known.</param>
    public static GpuCodeVerdict Judge(
        FatbinArchitecture code,
        ComputeCapability device,
        CudaVersion? toolkit = null,
        CudaVersion? driver = null
    )
    {
        if (code.Capability is not { } made)
        {
            return new GpuCodeVerdict(Runs.Unknown, $"{code} names no GPU that is known");
        }

        var fit = code.Features switch
        {
            _ when IsThor(made) && IsThor(device) && made != device => new GpuCodeVerdict(
                Runs.Unknown,
                $"{code} and {device.SmName} are names of one GPU before and since CUDA 13"
            ),
            FatbinFeatures.Specific => JudgeExact(code, made, device),
            FatbinFeatures.Family => JudgeFamily(code, made, device),
            _ when code.Kind == FatbinKind.Cubin => JudgeCubin(code, made, device),
            _ => JudgePtx(code, made, device),
        };
        return fit.Runs == Runs.Yes && code.Kind == FatbinKind.Ptx ? JudgeDriver(code, fit, toolkit, driver) : fit;
    }

    private static GpuCodeVerdict JudgeExact(
        FatbinArchitecture code,
        ComputeCapability made,
        ComputeCapability device
    ) =>
        made == device
            ? new GpuCodeVerdict(Runs.Yes, $"{code} is made for exactly this GPU")
            : new GpuCodeVerdict(Runs.No, $"{code} runs on {made.SmName} only, not on {device.SmName}");

    private static GpuCodeVerdict JudgeFamily(
        FatbinArchitecture code,
        ComputeCapability made,
        ComputeCapability device
    ) =>
        Family(made) == Family(device) && device >= made
            ? new GpuCodeVerdict(Runs.Yes, $"{code} runs on its family from {made.SmName} on")
        : Family(made) == Family(device)
            ? new GpuCodeVerdict(Runs.No, $"{code} needs at least {made.SmName}; this is {device.SmName}")
        : new GpuCodeVerdict(Runs.No, $"{code} runs on its own family only; {device.SmName} is of another");

    private static GpuCodeVerdict JudgeCubin(
        FatbinArchitecture code,
        ComputeCapability made,
        ComputeCapability device
    ) =>
        made == device ? new GpuCodeVerdict(Runs.Yes, $"{code} is made for this GPU")
        : made.Major != device.Major
            ? new GpuCodeVerdict(Runs.No, $"{code} is machine code for {made.Major}.x GPUs; {device.SmName} is another")
        : made > device ? new GpuCodeVerdict(Runs.No, $"{code} needs at least {made.SmName}; this is {device.SmName}")
        : made.IsEmbedded || device.IsEmbedded
            ? new GpuCodeVerdict(
                Runs.Unknown,
                $"NVIDIA supports no machine code across embedded and other GPUs ({code} on {device.SmName})"
            )
        : new GpuCodeVerdict(Runs.Yes, $"{code} runs on {device.SmName}, a later step of the same generation");

    private static GpuCodeVerdict JudgePtx(FatbinArchitecture code, ComputeCapability made, ComputeCapability device) =>
        device >= made
            ? new GpuCodeVerdict(Runs.Yes, $"the driver compiles {code} for {device.SmName}")
            : new GpuCodeVerdict(Runs.No, $"{code} is PTX for {made.SmName} and later; this is {device.SmName}");

    private static GpuCodeVerdict JudgeDriver(
        FatbinArchitecture code,
        GpuCodeVerdict fit,
        CudaVersion? toolkit,
        CudaVersion? driver
    ) =>
        toolkit is not { } needed
            ? new GpuCodeVerdict(Runs.Unknown, $"{code} fits, but which CUDA its PTX version needs is not known")
        : driver is not { } served
            ? new GpuCodeVerdict(
                Runs.Unknown,
                $"{code} fits, but needs a driver for CUDA {needed}, and the driver is not known"
            )
        : served < needed
            ? new GpuCodeVerdict(Runs.No, $"{code} needs a driver for CUDA {needed} or newer; this one serves {served}")
        : fit;

    // 10.1 was renamed 11.0 with CUDA 13.0: it never was of the family of 10.0.
    private static bool IsThor(ComputeCapability capability) =>
        capability is { Major: 10, Minor: 1 } or { Major: 11, Minor: 0 };

    private static int Family(ComputeCapability capability) => IsThor(capability) ? 11 : capability.Major;
}
