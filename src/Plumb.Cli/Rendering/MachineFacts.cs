using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Plumb.Files;

namespace Plumb.Cli.Rendering;

/// <summary>What a bug report says of the machine.</summary>
/// <param name="System">Name and release of the operating system.</param>
/// <param name="Kernel">What the kernel calls itself.</param>
/// <param name="Architecture">The processor's architecture.</param>
/// <param name="Variables">The variables that change what Python does, by name.</param>
internal sealed record MachineFacts(
    string System,
    string Kernel,
    string Architecture,
    ImmutableArray<KeyValuePair<string, string>> Variables
)
{
    private const int MostOfRelease = 16 * 1024;
    private const int MostOfKernel = 256;

    // Only these: the rest of the environment is nobody's business.
    private static readonly string[] _names =
    [
        "VIRTUAL_ENV",
        "CONDA_PREFIX",
        "CONDA_DEFAULT_ENV",
        "PYTHONHOME",
        "PYTHONPATH",
        "PYTHONNOUSERSITE",
        "PYTHONUSERBASE",
        "PYTHONSAFEPATH",
        "LD_LIBRARY_PATH",
        "LD_PRELOAD",
        "DYLD_LIBRARY_PATH",
        "CUDA_HOME",
        "CUDA_PATH",
        "CUDA_VISIBLE_DEVICES",
        "UV_PYTHON",
        "PIP_TARGET",
        "PIP_USER",
        "LANG",
        "LC_ALL",
    ];

    /// <summary>Those of the machine that this process runs on.</summary>
    public static MachineFacts Of(World world, FileWorld files) =>
        new(
            ReleaseName(files) ?? RuntimeInformation.OSDescription,
            KernelName() ?? RuntimeInformation.OSDescription,
            RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
            [
                .. _names
                    .Where(n => world.Variables.Get(n) is not null)
                    .Select(n => KeyValuePair.Create(n, world.Variables.Get(n)!)),
            ]
        );

    // .NET's description of a Linux is that of its distribution (proc(5), /proc/sys/kernel/osrelease).
    private static string? KernelName() =>
        OperatingSystem.IsLinux()
        && new FileWorld().ReadUnsized("/proc/sys/kernel/osrelease", MostOfKernel) is { Succeeded: true } read
            ? "Linux " + Encoding.UTF8.GetString(read.Bytes).Trim()
            : null;

    // os-release(5): PRETTY_NAME, in the quotes of a shell.
    private static string? ReleaseName(FileWorld files)
    {
        var read = files.ReadHead("/etc/os-release", MostOfRelease);
        if (!read.Succeeded)
        {
            return null;
        }

        const string Key = "PRETTY_NAME=";
        var line = Encoding
            .UTF8.GetString(read.Bytes)
            .Split('\n')
            .FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal));
        return line?[Key.Length..].Trim().Trim('"', '\'');
    }
}
