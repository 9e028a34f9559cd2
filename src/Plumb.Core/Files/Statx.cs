using System.Runtime.InteropServices;

namespace Plumb.Files;

/// <summary>struct statx of linux/stat.h, 256 bytes, the same on every architecture; the fields that are read.</summary>
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

    public readonly FileStatus ToStatus() =>
        new(
            Kind,
            Kind == FileKind.File ? (long)Math.Min(Size, long.MaxValue) : 0,
            (Mode & 0x49) != 0,
            (Mode & 0x2) != 0,
            (Mode & 0x200) != 0
        );
}
