using System.Runtime.InteropServices;

namespace Plumb.Files;

/// <summary>
/// What .NET does not tell of a file: its type (a pipe must never be opened), inode and number of links.
/// Linux only: statx(2), whose layout is the same on every architecture. Elsewhere nothing is known.
/// </summary>
internal static partial class NativeStat
{
    private const int AtCurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint TypeModeLinksInodeSizeTime = 0x1 | 0x2 | 0x4 | 0x40 | 0x100 | 0x200;
    private static readonly bool _available = OperatingSystem.IsLinux() && Probe();

    public static bool IsAvailable => _available;

    /// <summary>False when the call failed; <paramref name="error"/> is then the errno.</summary>
    public static bool TryGet(string hostPath, bool follow, out Statx status, out int error)
    {
        var rc = StatxCall(AtCurrentFolder, hostPath, follow ? 0 : NoFollow, TypeModeLinksInodeSizeTime, out status);
        error = rc == 0 ? 0 : Marshal.GetLastPInvokeError();
        return rc == 0;
    }

    private static bool Probe()
    {
        try
        {
            return TryGet("/", true, out _, out _);
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
        catch (DllNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatxCall(int folder, string path, int flags, uint mask, out Statx buffer);

    /// <summary>struct statx of linux/stat.h, 256 bytes; the fields that are read.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct Statx
    {
        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;

        public readonly FileKind Kind =>
            (Mode & 0xF000) switch
            {
                0x8000 => FileKind.File,
                0x4000 => FileKind.Directory,
                0xA000 => FileKind.Link,
                _ => FileKind.Other,
            };
    }
}
