using Plumb.Findings;

namespace Plumb.Checks.Cuda;

/// <summary>PLB23: code for GPUs, and what it needs. PLB24: torch and the packages that are built for one version of it.</summary>
public static class CudaRules
{
    /// <summary>Two packages disagree on NVIDIA's libraries.</summary>
    public static readonly Rule Mismatch = new(
        "PLB2301",
        "cuda-mismatch",
        Severity.Warning,
        "Two packages of one environment are built for different major versions of CUDA, cuDNN or NCCL."
    );

    /// <summary>NVIDIA's libraries are missing.</summary>
    public static readonly Rule LibrariesMissing = new(
        "PLB2302",
        "cuda-libraries-missing",
        Severity.Warning,
        "A package needs libraries of CUDA or cuDNN that nothing brings."
    );

    /// <summary>No code for the card.</summary>
    public static readonly Rule NoImage = new(
        "PLB2303",
        "no-kernel-image",
        Severity.Error,
        "A package holds no code for a GPU of this machine."
    );

    /// <summary>The driver is too old.</summary>
    public static readonly Rule DriverTooOld = new(
        "PLB2304",
        "driver-too-old",
        Severity.Error,
        "A package is built for a newer CUDA than the driver serves."
    );

    /// <summary>A build for the CPU on a machine with a GPU.</summary>
    public static readonly Rule CpuBuild = new(
        "PLB2305",
        "cpu-build",
        Severity.Warning,
        "torch is a build for the CPU only, and the machine has a GPU that it could use."
    );

    /// <summary>Minor versions that do not belong together.</summary>
    public static readonly Rule TorchFamily = new(
        "PLB2401",
        "torch-versions-apart",
        Severity.Warning,
        "torchvision or torchaudio was built for another version of torch."
    );

    /// <summary>Builds that do not belong together.</summary>
    public static readonly Rule TorchBuilds = new(
        "PLB2402",
        "torch-builds-apart",
        Severity.Warning,
        "torch and torchvision or torchaudio are builds for different CUDA versions, or one is for the CPU."
    );
}
