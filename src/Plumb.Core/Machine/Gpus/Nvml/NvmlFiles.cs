using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Formats.LoaderCaches;

namespace Plumb.Machine.Gpus.Nvml;

/// <summary>
/// Where NVIDIA's management library lies on Linux. It is run inside of Plumb: it is taken from places that the administrator fills,
/// by its whole path, and never from where <c>LD_LIBRARY_PATH</c> leads, which may be the very folder that is judged.
/// </summary>
internal static class NvmlFiles
{
    private const string Name = "libnvidia-ml.so.1";

    // NVIDIA's installer, the packages of the distributions, WSL, container runtimes, Jetson and NixOS.
    private static readonly string[] _folders =
    [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/lib64",
        "/usr/lib",
        "/usr/lib/wsl/lib",
        "/usr/lib/x86_64-linux-gnu/nvidia/current",
        "/usr/lib/aarch64-linux-gnu/nvidia",
        "/usr/lib/aarch64-linux-gnu/tegra",
        "/usr/lib64/nvidia",
        "/usr/local/nvidia/lib64",
        "/usr/local/nvidia/lib",
        "/run/opengl-driver/lib",
    ];

    /// <summary>The files that are there: what the loader's cache names for this processor, then those in the usual folders.</summary>
    /// <param name="world">The machine's files.</param>
    /// <param name="machine">The processor as ELF numbers it (e_machine); its libraries are 64-bit ones.</param>
    public static ImmutableArray<string> In(FileWorld world, ushort machine) =>
        [
            .. Cached(world, machine)
                .Concat(_folders.Select(f => WorldPath.Join(f, Name)))
                .Where(p => p.StartsWith('/') && world.IsFile(p))
                .Distinct(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> Cached(FileWorld world, ushort machine)
    {
        using var reader = world.Open("/etc/ld.so.cache", out _);
        return reader is not null && LoaderCache.TryRead(reader, out var cache, out _)
            ? cache.Find(Name, LoaderCache.FlagsOf(machine, is64Bit: true)).Select(e => e.Path)
            : [];
    }
}
