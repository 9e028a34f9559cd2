using Plumb.Formats.Elf;
using Plumb.Formats.MachO;

namespace Plumb.Environments;

/// <summary>Processors as wheel tags write them, by what the headers of native files say; "" when it is none that they know.</summary>
internal static class NativeArchitecture
{
    public static string Of(ElfImage elf) =>
        (elf.Machine, elf.Is64Bit, elf.IsLittleEndian) switch
        {
            (62, true, _) => "x86_64",
            (183, true, true) => "aarch64",
            (3, false, _) => "i686",
            (40, false, true) => "armv7l",
            (243, true, true) => "riscv64",
            (21, true, true) => "ppc64le",
            (21, true, false) => "ppc64",
            (22, true, false) => "s390x",
            (258, true, true) => "loongarch64",
            _ => "",
        };

    /// <summary>By the Machine field of a PE file.</summary>
    public static string OfPe(ushort machine) =>
        machine switch
        {
            0x8664 => "amd64",
            0xAA64 => "arm64",
            0x14C => "win32",
            _ => "",
        };

    /// <summary>By the CPU_TYPE of a Mach-O slice.</summary>
    public static string OfMachO(uint processor) =>
        processor switch
        {
            MachOImage.Arm64 => "arm64",
            MachOImage.X8664 => "x86_64",
            _ => "",
        };
}
