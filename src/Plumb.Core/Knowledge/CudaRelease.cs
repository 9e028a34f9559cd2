using Plumb.Formats.Fatbins;

namespace Plumb.Knowledge;

/// <summary>One minor version of CUDA.</summary>
/// <param name="Cuda">Its version.</param>
/// <param name="Branch">The driver branch that came with it: drivers of this branch and newer serve it.</param>
/// <param name="Ptx">The version of PTX that it brought; null when it brought none.</param>
/// <param name="Linux">The first driver that came with it on Linux; null when none did.</param>
/// <param name="Windows">The same on Windows.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record CudaRelease(
    CudaVersion Cuda,
    int Branch,
    PtxVersion? Ptx,
    DriverVersion? Linux,
    DriverVersion? Windows,
    FactSource Source
);

/// <summary>The drivers on which all of a major version of CUDA runs, within the bounds of minor version compatibility.</summary>
/// <param name="Major">12 for 12.x.</param>
/// <param name="Linux">The oldest driver on Linux.</param>
/// <param name="Windows">The oldest driver on Windows.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record CudaMajorFloor(int Major, DriverVersion Linux, DriverVersion Windows, FactSource Source);

/// <summary>From when and until when GPUs are served.</summary>
/// <param name="From">The lowest compute capability it speaks of.</param>
/// <param name="To">The highest.</param>
/// <param name="FirstCuda">The first CUDA that knows them.</param>
/// <param name="LastCudaMajor">The last major version of CUDA that makes code for them; null while it goes on.</param>
/// <param name="LastBranch">The last driver branch that drives them; null while it goes on.</param>
/// <param name="Source">Where that can be checked.</param>
public sealed record GpuGeneration(
    ComputeCapability From,
    ComputeCapability To,
    CudaVersion FirstCuda,
    int? LastCudaMajor,
    int? LastBranch,
    FactSource Source
);
