using System.Collections.Immutable;
using System.Globalization;
using Plumb.Environments;
using Plumb.Formats.Fatbins;
using Plumb.Machine.Gpus;
using Plumb.Python;

namespace Plumb.Checks.Cuda;

/// <summary>Whether torch can use a GPU of AMD, Intel or Apple, as far as files tell.</summary>
/// <param name="Device">The card's <see cref="GpuDevice.Index"/>.</param>
/// <param name="Distribution">Always torch, by its name.</param>
/// <param name="Version">With the build's tag.</param>
/// <param name="Runs">Yes only where the files prove it.</param>
/// <param name="Reason">A clause without a full stop.</param>
/// <param name="IsBuiltFor">It is a build for GPUs of this vendor, so that a refusal is a fault and no matter of course.</param>
public sealed record VendorVerdict(
    int Device,
    string Distribution,
    string Version,
    Runs Runs,
    string Reason,
    bool IsBuiltFor
)
{
    /// <summary>"torch 2.6.0+rocm6.2".</summary>
    public string Label => $"{Distribution} {Version}";
}

/// <summary>Judges torch for GPUs that are not of NVIDIA. Pure: the same snapshot and GPUs give the same answer.</summary>
internal static class VendorVerdicts
{
    // Metal Performance Shaders need this macOS (pytorch.org, "MPS backend").
    private static readonly (int Major, int Minor) _leastMacOs = (12, 3);

    /// <summary>One for each such GPU; none where torch is not installed.</summary>
    public static ImmutableArray<VendorVerdict> Of(EnvironmentSnapshot snapshot, GpuInventory gpus)
    {
        if (snapshot.Visible.FirstOrDefault(d => d.Key.Normalized == "torch") is not { } torch)
        {
            return [];
        }

        return
        [
            .. gpus
                .Devices.Where(d => d.Vendor is not GpuVendor.Nvidia)
                .Select(d =>
                    d.Vendor switch
                    {
                        GpuVendor.Amd => Amd(snapshot, torch, d),
                        GpuVendor.Intel => Intel(snapshot, torch, d),
                        _ => Apple(snapshot, torch, d),
                    }
                ),
        ];
    }

    /// <summary>The processors that ROCm's libraries inside torch bring code for, by the names of their files: gfx90a, gfx1100, …</summary>
    internal static ImmutableSortedSet<string> RocmArchitectures(InstalledDistribution torch)
    {
        var found = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var file in torch.Files)
        {
            var name = file.Path.AsSpan(file.Path.LastIndexOf('/') + 1);
            var at = name.IndexOf("gfx", StringComparison.Ordinal);
            if (at < 0 || !file.Path.Contains("/rocblas/", StringComparison.Ordinal))
            {
                continue;
            }

            var end = at + 3;
            while (end < name.Length && char.IsAsciiHexDigitLower(name[end]))
            {
                end++;
            }

            // Three to four digits; what is longer is no processor.
            if (end - at is 6 or 7)
            {
                found.Add(name[at..end].ToString());
            }
        }

        return found.ToImmutable();
    }

    private static VendorVerdict Amd(EnvironmentSnapshot snapshot, InstalledDistribution torch, GpuDevice device)
    {
        var build = snapshot.Cuda.Torch;
        var rocm = Rocm(torch, build);
        VendorVerdict Say(Runs runs, string reason) =>
            new(device.Index, torch.Name, Version(torch, build), runs, reason, rocm is not null);
        if (rocm is null)
        {
            return IsKnown(torch, build)
                ? Say(Runs.No, $"{Build(torch, build)}, not for ROCm")
                : Say(Runs.Unknown, "no file tells what this build is for");
        }

        if (device.HasDriver == false)
        {
            return Say(Runs.No, $"is built for ROCm {rocm}, and no driver of AMD that computes serves the card");
        }

        var brought = RocmArchitectures(torch);
        if (device.Architecture?.Value is not { } gfx)
        {
            return Say(Runs.Unknown, $"is built for ROCm {rocm}; nothing tells which processor (gfx…) the card is");
        }

        return brought.IsEmpty ? Say(Runs.Unknown, $"is built for ROCm {rocm}; no file tells for which processors")
            : brought.Contains(gfx) ? Say(Runs.Yes, $"is built for ROCm {rocm} and brings code for {gfx}")
            : snapshot.Variables.GetNonEmpty("HSA_OVERRIDE_GFX_VERSION") is { } other
                ? Say(
                    Runs.Unknown,
                    $"is built for ROCm {rocm}; HSA_OVERRIDE_GFX_VERSION={other} lets {gfx} pass for another"
                )
            : Say(Runs.No, $"is built for ROCm {rocm} and brings code for {Prose.List(brought, 6)}, not for {gfx}");
    }

    private static VendorVerdict Intel(EnvironmentSnapshot snapshot, InstalledDistribution torch, GpuDevice device)
    {
        var build = snapshot.Cuda.Torch;
        var isXpu = build?.Xpu is not null || torch.Version?.Local is "xpu";
        VendorVerdict Say(Runs runs, string reason) =>
            new(device.Index, torch.Name, Version(torch, build), runs, reason, isXpu);
        return !isXpu && IsKnown(torch, build) ? Say(Runs.No, $"{Build(torch, build)}, not for XPU")
            : !isXpu ? Say(Runs.Unknown, "no file tells what this build is for")
            : device.HasDriver == false ? Say(Runs.No, "is built for XPU, and no driver of Intel serves the card")
            : Say(Runs.Unknown, "is built for XPU; no file tells whether Intel's compute driver serves this card");
    }

    private static VendorVerdict Apple(EnvironmentSnapshot snapshot, InstalledDistribution torch, GpuDevice device)
    {
        var platform = snapshot.Installation.Platform;
        VendorVerdict Say(Runs runs, string reason) =>
            new(device.Index, torch.Name, torch.VersionText, runs, reason, platform.Architecture == "arm64");
        if (platform is not { System: OperatingSystemFamily.MacOs })
        {
            return Say(Runs.No, "is no build for macOS");
        }

        if (platform.Architecture != "arm64")
        {
            return Say(Runs.No, "is a build for Intel's processors, which has no MPS");
        }

        return (torch.Version, snapshot.Extensions.MacOs) switch
        {
            ({ Major: 1, Minor: < 12 }, _) => Say(Runs.No, "is older than 1.12, which brought MPS"),
            (_, null) => Say(Runs.Unknown, "MPS needs macOS 12.3, and nothing tells this one's version"),
            (_, { } version) => version.CompareTo(_leastMacOs) >= 0
                ? Say(Runs.Yes, "computes on it by MPS")
                : Say(
                    Runs.No,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"MPS needs macOS 12.3, and this is {version.Major}.{version.Minor}"
                    )
                ),
        };
    }

    // "6.2" of +rocm6.2 or +rocm6.2.4; else what version.py says of HIP, whose first two numbers are ROCm's.
    private static string? Rocm(InstalledDistribution torch, TorchBuild? build)
    {
        var local = torch.Version?.Local ?? Local(build);
        return local is not null && local.StartsWith("rocm", StringComparison.Ordinal) && local.Length > 4 ? local[4..]
            : build?.Hip is { } hip ? string.Join('.', hip.Split('.').Take(2))
            : null;
    }

    private static string? Local(TorchBuild? build) =>
        build is not null && build.Version.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus
            ? build.Version[(plus + 1)..]
            : null;

    private static bool IsKnown(InstalledDistribution torch, TorchBuild? build) =>
        build is not null || torch.Version?.Local is not null;

    private static string Build(InstalledDistribution torch, TorchBuild? build) =>
        build?.Cuda is { } cuda ? $"is built for CUDA {cuda}"
        : build?.Hip is not null ? "is built for ROCm"
        : build?.Xpu is not null ? "is built for XPU"
        : build is not null || torch.Version?.Local == "cpu" ? "is a build for the CPU only"
        : $"is the build {torch.Version?.Local}";

    private static string Version(InstalledDistribution torch, TorchBuild? build) =>
        build?.Version ?? torch.VersionText;
}
