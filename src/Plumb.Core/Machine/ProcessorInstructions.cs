using System.Collections.Immutable;
using System.Runtime.Intrinsics.X86;
using Arm = System.Runtime.Intrinsics.Arm;

namespace Plumb.Machine;

/// <summary>Asks the processor of this machine for its instructions, where no file tells (Windows, macOS).</summary>
internal static class ProcessorInstructions
{
    private const string Cpuid = "CPUID";

    // Leaf, register (0 EAX … 3 EDX), bit, name of Linux (Intel SDM volume 2A, CPUID; AMD APM volume 3, appendix E).
    private static readonly (uint Leaf, int Register, int Bit, string Name)[] _bits =
    [
        (1, 3, 0, "fpu"),
        (1, 3, 8, "cx8"),
        (1, 3, 15, "cmov"),
        (1, 3, 23, "mmx"),
        (1, 3, 24, "fxsr"),
        (1, 3, 25, "sse"),
        (1, 3, 26, "sse2"),
        (1, 2, 0, "pni"),
        (1, 2, 9, "ssse3"),
        (1, 2, 12, "fma"),
        (1, 2, 13, "cx16"),
        (1, 2, 19, "sse4_1"),
        (1, 2, 20, "sse4_2"),
        (1, 2, 22, "movbe"),
        (1, 2, 23, "popcnt"),
        (1, 2, 26, "xsave"),
        (1, 2, 28, "avx"),
        (1, 2, 29, "f16c"),
        (7, 1, 3, "bmi1"),
        (7, 1, 5, "avx2"),
        (7, 1, 8, "bmi2"),
        (7, 1, 16, "avx512f"),
        (7, 1, 17, "avx512dq"),
        (7, 1, 28, "avx512cd"),
        (7, 1, 30, "avx512bw"),
        (7, 1, 31, "avx512vl"),
        (7, 2, 11, "avx512_vnni"),
        (0x80000001, 2, 0, "lahf_lm"),
        (0x80000001, 2, 5, "abm"),
        (0x80000001, 3, 11, "syscall"),
        (0x80000001, 3, 29, "lm"),
    ];

    public static ProcessorProfile Complete(ProcessorProfile profile)
    {
        if (X86Base.IsSupported)
        {
            var features = Features();
            return profile with { Features = features, X86Level = ProcessorProbe.Level(features), From = Cpuid };
        }

        return Arm.AdvSimd.IsSupported ? profile with { Features = ArmFeatures(), From = "the processor" } : profile;
    }

    private static ImmutableArray<string> Features()
    {
        var names = new List<string>();
        foreach (var (leaf, register, bit, name) in _bits)
        {
            var registers = Ask(leaf);
            if (((registers[register] >> bit) & 1) != 0 && IsAllowed(name))
            {
                names.Add(name);
            }
        }

        names.Sort(StringComparer.Ordinal);
        return [.. names];
    }

    private static int[] Ask(uint leaf)
    {
        var most = X86Base.CpuId(unchecked((int)(leaf & 0x80000000)), 0).Eax;
        if (unchecked((uint)most) < leaf)
        {
            return [0, 0, 0, 0];
        }

        var (eax, ebx, ecx, edx) = X86Base.CpuId(unchecked((int)leaf), 0);
        return [eax, ebx, ecx, edx];
    }

    // The processor may have wide registers that the system does not save: .NET asks both.
    private static bool IsAllowed(string name) =>
        name.StartsWith("avx512", StringComparison.Ordinal) ? Avx512F.IsSupported
        : name is "avx" or "avx2" or "fma" or "f16c" ? Avx.IsSupported
        : true;

    private static ImmutableArray<string> ArmFeatures()
    {
        var names = new List<string> { "asimd" };
        AddIf(names, Arm.Dp.IsSupported, "asimddp");
        AddIf(names, Arm.Aes.IsSupported, "aes");
        AddIf(names, Arm.Crc32.IsSupported, "crc32");
        AddIf(names, Arm.Sha256.IsSupported, "sha2");
        names.Sort(StringComparer.Ordinal);
        return [.. names];

        static void AddIf(List<string> names, bool isSupported, string name)
        {
            if (isSupported)
            {
                names.Add(name);
            }
        }
    }
}
