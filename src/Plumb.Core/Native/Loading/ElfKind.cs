using Plumb.Formats.Elf;

namespace Plumb.Native.Loading;

/// <summary>What has to agree between a program and its libraries.</summary>
/// <param name="Machine">e_machine.</param>
/// <param name="Is64Bit">ELFCLASS64.</param>
/// <param name="IsLittleEndian">ELFDATA2LSB.</param>
public readonly record struct ElfKind(ushort Machine, bool Is64Bit, bool IsLittleEndian)
{
    /// <summary>The kind of a file.</summary>
    public static ElfKind Of(ElfImage image) => new(image.Machine, image.Is64Bit, image.IsLittleEndian);

    /// <summary>What <c>$PLATFORM</c> stands for (AT_PLATFORM); "" where it is not known from the kind alone.</summary>
    public string Platform =>
        Machine switch
        {
            62 => "x86_64",
            183 => "aarch64",
            21 => "powerpc64le",
            22 => "s390x",
            243 => "riscv64",
            _ => "",
        };
}
