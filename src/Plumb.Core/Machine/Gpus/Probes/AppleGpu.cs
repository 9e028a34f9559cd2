using System.Runtime.InteropServices;
using System.Text;

namespace Plumb.Machine.Gpus.Probes;

/// <summary>The GPU in Apple's own processors: it is told by the processor's name and shares the machine's memory.</summary>
internal static partial class AppleGpu
{
    private const string Key = "machdep.cpu.brand_string";

    /// <summary>The GPU of this machine; null when it is no Mac with a processor of Apple.</summary>
    public static GpuDevice? OfThisMachine() =>
        OperatingSystem.IsMacOS() && RuntimeInformation.OSArchitecture == Architecture.Arm64
            ? new GpuDevice(0, GpuVendor.Apple)
            {
                Name = Value(Key) is { } name ? new Observed<string>(name, "sysctl " + Key) : null,
                HasDriver = true,
            }
            : null;

    private static unsafe string? Value(string key)
    {
        var room = (nuint)256;
        var buffer = stackalloc byte[256];
        return Sysctl(key, buffer, &room, 0, 0) == 0 && room is > 1 and <= 256
            ? Encoding.UTF8.GetString(buffer, (int)room - 1).Trim('\0', ' ')
            : null;
    }

    [LibraryImport("libc", EntryPoint = "sysctlbyname", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Sysctl(
        string name,
        void* value,
        nuint* length,
        nint changed,
        nuint changedLength
    );
}
