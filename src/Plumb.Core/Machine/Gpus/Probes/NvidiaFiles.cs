using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Knowledge;

namespace Plumb.Machine.Gpus.Probes;

/// <summary>A card as the kernel module of NVIDIA describes it below <c>/proc/driver/nvidia/gpus</c>.</summary>
internal sealed record NvidiaCardFile(string Address, string? Model, string? Uuid, string File);

/// <summary>What files say of NVIDIA's driver.</summary>
internal static class NvidiaFiles
{
    private const string VersionFile = "/proc/driver/nvidia/version";
    private const string ModuleFile = "/sys/module/nvidia/version";
    private const string CardFolder = "/proc/driver/nvidia/gpus";
    private const string BoardFile = "/proc/device-tree/model";
    private const int MostCards = 256;

    // What NVIDIA's packages, the distributions, WSL and container runtimes use; the folder of forward compatibility is none of the driver's.
    private static readonly string[] _libraries =
    [
        "/usr/lib/wsl/lib/libcuda.so.1",
        "/usr/lib/x86_64-linux-gnu/libcuda.so.1",
        "/usr/lib64/libcuda.so.1",
        "/usr/lib/aarch64-linux-gnu/libcuda.so.1",
        "/usr/lib/aarch64-linux-gnu/nvidia/libcuda.so.1",
        "/usr/lib/aarch64-linux-gnu/tegra/libcuda.so.1",
        "/usr/lib/libcuda.so.1",
        "/usr/local/nvidia/lib64/libcuda.so.1",
        "/usr/lib/x86_64-linux-gnu/nvidia/current/libcuda.so.1",
        "/run/opengl-driver/lib/libcuda.so.1",
    ];

    /// <summary>The kernel module's version; null when it is not loaded.</summary>
    public static Observed<DriverVersion>? Module(FileWorld world)
    {
        if (SystemFile.Text(world, VersionFile) is { } text && ParseModule(text) is { } version)
        {
            return new Observed<DriverVersion>(version, VersionFile);
        }

        return DriverVersion.TryParse(SystemFile.Line(world, ModuleFile), out var loaded)
            ? new Observed<DriverVersion>(loaded, ModuleFile)
            : null;
    }

    /// <summary>
    /// The version in either wording: <c>NVIDIA UNIX x86_64 Kernel Module  535.129.03  …</c> and
    /// <c>NVIDIA UNIX Open Kernel Module for x86_64  555.42.06  Release Build …</c>: the first number with dots after "Module".
    /// </summary>
    public static DriverVersion? ParseModule(string text)
    {
        var at = text.IndexOf("Module", StringComparison.Ordinal);
        var end = at < 0 ? -1 : text.IndexOf('\n', at);
        var rest = at < 0 ? default : text.AsSpan(at, (end < 0 ? text.Length : end) - at);
        foreach (var range in rest.Split(' '))
        {
            var word = rest[range].Trim();
            if (word.Contains('.') && DriverVersion.TryParse(word, out var version))
            {
                return version;
            }
        }

        return null;
    }

    /// <summary>The version in the name of the file that <c>libcuda.so.1</c> leads to; null when there is none or its name has none.</summary>
    public static Observed<DriverVersion>? Library(FileWorld world)
    {
        foreach (var path in _libraries)
        {
            if (world.IsFile(path) && world.RealPath(path) is { } real)
            {
                var name = WorldPath.Name(real);
                if (
                    name.StartsWith("libcuda.so.", StringComparison.Ordinal)
                    && name.Contains('.', StringComparison.Ordinal)
                    && DriverVersion.TryParse(name.AsSpan(11), out var version)
                    && version.Branch > 1
                )
                {
                    return new Observed<DriverVersion>(version, real);
                }
            }
        }

        return null;
    }

    /// <summary>The name of a Jetson board, whose GPU is on no bus; null for other machines.</summary>
    public static Observed<string>? Board(FileWorld world) =>
        SystemFile.Line(world, BoardFile) is { } model && model.Contains("Jetson", StringComparison.Ordinal)
            ? new Observed<string>(model, BoardFile)
            : null;

    /// <summary>True when the driver's library is there, whatever its name tells.</summary>
    public static bool HasLibrary(FileWorld world) => Array.Exists(_libraries, world.IsFile);

    /// <summary>The cards that the kernel module drives, in the order of their places.</summary>
    public static ImmutableArray<NvidiaCardFile> Cards(FileWorld world)
    {
        var cards = ImmutableArray.CreateBuilder<NvidiaCardFile>();
        var names = world
            .ListNames(CardFolder)
            .Where(n => n.IsFolder)
            .Select(n => n.Name)
            .Order(StringComparer.Ordinal);
        foreach (var name in names.Take(MostCards))
        {
            var file = $"{CardFolder}/{name}/information";
            if (SystemFile.Text(world, file) is { } text)
            {
                var uuid = SystemFile.Value(text, "GPU UUID");
                cards.Add(
                    new NvidiaCardFile(
                        SystemFile.Value(text, "Bus Location") ?? name,
                        SystemFile.Value(text, "Model"),
                        // A card that nobody has used since the start is written with question marks.
                        uuid is null
                        || uuid.Contains('?', StringComparison.Ordinal)
                            ? null
                            : uuid,
                        file
                    )
                );
            }
        }

        return cards.DrainToImmutable();
    }
}
