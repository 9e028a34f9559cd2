using System.Globalization;
using Plumb.Formats.Fatbins;
using Plumb.Knowledge;
using Plumb.Machine.Gpus;

namespace Plumb.Native.Cuda;

/// <summary>Which build of torch to take for a card that the installed one cannot use.</summary>
/// <param name="Platform">Such as <c>linux-x86_64</c>.</param>
/// <param name="Builds">The builds that are known.</param>
public sealed record TorchAdvice(string Platform, TorchBuilds Builds)
{
    /// <summary>The verdict with a build where the code, the CUDA or the lack of it stands in the way and the table holds a better one.</summary>
    public CudaVerdict Advise(
        CudaVerdict verdict,
        GpuDevice device,
        CudaDriver? driver,
        GpuKnowledge knowledge,
        bool isWindows
    ) =>
        verdict is { Runs: Runs.No, Consumer.Distribution: "torch" }
        && verdict.Obstacles.All(o => o is CudaObstacle.Code or CudaObstacle.Driver or CudaObstacle.CpuOnly)
        && device.Capability is { } capability
        && Parse(verdict.Consumer.Version) is { } torch
        && Builds.Nearest(torch, Platform, capability.Value, cuda => IsServed(cuda, driver, knowledge, isWindows))
            is { } build
            ? verdict with
            {
                Instead = build,
            }
            : verdict;

    // Machine code of a major version runs on the oldest driver for it (minor version compatibility).
    private static bool IsServed(CudaVersion cuda, CudaDriver? driver, GpuKnowledge knowledge, bool isWindows) =>
        driver is null
        || (driver.Cuda is { } served && served.Value.Major >= cuda.Major)
        || (
            driver.Version is { } version
            && knowledge.Drivers.Floor(cuda.Major) is { } floor
            && version.Value >= (isWindows ? floor.Windows : floor.Linux)
        );

    private static (int Major, int Minor)? Parse(string version)
    {
        var parts = version.Split('.', '+');
        return
            parts.Length >= 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            ? (major, minor)
            : null;
    }
}
