using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Plumb.Files;

/// <summary>
/// The calls of Linux that .NET does not offer: a file's type without opening it (a pipe must never be opened), inode and links,
/// names that are no UTF-8, and listing a folder with one call a name. Elsewhere <see cref="IsAvailable"/> is false.
/// The numbers are those of x86-64 and AArch64, which are the same.
/// </summary>
internal static partial class NativeFiles
{
    private const int AtCurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint TypeModeLinksInodeSizeTime = 0x1 | 0x2 | 0x4 | 0x40 | 0x100 | 0x200;
    private const int ReadOnlyCloseOnExecNonBlockingNoTerminal = 0x80000 | 0x800 | 0x100;
    private const int Interrupted = 4;
    private static readonly bool _available = OperatingSystem.IsLinux() && Environment.Is64BitProcess && Probe();

    /// <summary>True on Linux with a C library that has statx (glibc 2.28, musl 1.2.3).</summary>
    public static bool IsAvailable => _available;

    /// <summary>Type, size and inode; <see cref="FileFailure.None"/> when it was told.</summary>
    public static unsafe FileFailure Stat(string hostPath, bool follow, out Statx status)
    {
        status = default;
        using var path = new NativePath(hostPath, stackalloc byte[NativePath.Room]);
        if (!path.IsValid)
        {
            return FileFailure.NotFound;
        }

        fixed (byte* bytes = path.Bytes)
        {
            return StatAt(AtCurrentFolder, bytes, follow, out status);
        }
    }

    /// <summary>The same for a name in an open folder.</summary>
    public static unsafe FileFailure StatAt(int folder, byte* name, bool follow, out Statx status)
    {
        var flags = follow ? 0 : NoFollow;
        return StatxCall(folder, name, flags, TypeModeLinksInodeSizeTime, out status) == 0
            ? FileFailure.None
            : Explain(Marshal.GetLastPInvokeError());
    }

    /// <summary>Opens for reading, never waiting for the other end of a pipe; null with the reason.</summary>
    public static unsafe SafeFileHandle? Open(string hostPath, out FileFailure failure)
    {
        using var path = new NativePath(hostPath, stackalloc byte[NativePath.Room]);
        failure = FileFailure.NotFound;
        if (!path.IsValid)
        {
            return null;
        }

        fixed (byte* bytes = path.Bytes)
        {
            while (true)
            {
                var descriptor = OpenCall(bytes, ReadOnlyCloseOnExecNonBlockingNoTerminal);
                if (descriptor >= 0)
                {
                    failure = FileFailure.None;
                    return new SafeFileHandle(descriptor, ownsHandle: true);
                }

                var error = Marshal.GetLastPInvokeError();
                if (error != Interrupted)
                {
                    failure = Explain(error);
                    return null;
                }
            }
        }
    }

    /// <summary>The text of a link; null when the path is none.</summary>
    public static unsafe string? ReadLink(string hostPath)
    {
        using var path = new NativePath(hostPath, stackalloc byte[NativePath.Room]);
        if (!path.IsValid)
        {
            return null;
        }

        var target = stackalloc byte[4096];
        fixed (byte* bytes = path.Bytes)
        {
            var length = ReadLinkCall(bytes, target, 4096);
            return length < 0 ? null : NativePath.Decode(new ReadOnlySpan<byte>(target, (int)length));
        }
    }

    /// <summary>What an errno means for the caller.</summary>
    public static FileFailure Explain(int error) =>
        error switch
        {
            0 => FileFailure.None,
            // ENOENT, ENOTDIR, ENAMETOOLONG, ENXIO
            2 or 20 or 36 or 6 => FileFailure.NotFound,
            // EPERM, EACCES
            1 or 13 => FileFailure.PermissionDenied,
            // ELOOP
            40 => FileFailure.LinkLoop,
            _ => FileFailure.Unreadable,
        };

    private static bool Probe()
    {
        try
        {
            return Stat("/", true, out _) == FileFailure.None;
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

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static unsafe partial int StatxCall(int folder, byte* path, int flags, uint mask, out Statx buffer);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static unsafe partial int OpenCall(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "readlink", SetLastError = true)]
    private static unsafe partial nint ReadLinkCall(byte* path, byte* buffer, nuint size);
}
