using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Plumb.Files;

namespace Plumb.Machine;

/// <summary>Tells the processor: by <c>/proc/cpuinfo</c>, which knows what the system allows, else by asking the processor itself.</summary>
internal static class ProcessorProbe
{
    private const string CpuFile = "/proc/cpuinfo";
    private const int Most = 1 << 20;
    private const int MostFeatures = 1024;

    // System V psABI, AMD64 supplement, table 3.1, by the names of Linux (pni is SSE3, abm has LZCNT).
    private static readonly string[][] _levels =
    [
        ["cmov", "cx8", "fpu", "fxsr", "mmx", "syscall", "sse", "sse2"],
        ["cx16", "lahf_lm", "popcnt", "pni", "sse4_1", "sse4_2", "ssse3"],
        ["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"],
        ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"],
    ];

    public static ProcessorProfile Observe(FileWorld world, string? loader)
    {
        var text = SystemFile.Text(world, CpuFile, Most);
        var profile = text is null ? new ProcessorProfile() : Parse(text);
        profile = profile with { Architecture = Architecture(world, loader) ?? profile.Architecture };
        return world.Root is null && profile.Features is null ? ProcessorInstructions.Complete(profile) : profile;
    }

    /// <summary>The highest level whose instructions are all there, those of the lower ones too; null when not even the first is.</summary>
    public static int? Level(ImmutableArray<string> features)
    {
        var level = 0;
        while (
            level < _levels.Length
            && Array.TrueForAll(_levels[level], f => features.Contains(f, StringComparer.Ordinal))
        )
        {
            level++;
        }

        return level > 0 ? level : null;
    }

    private static ProcessorProfile Parse(string text)
    {
        var flags = SystemFile.Value(text, "flags");
        var features = flags ?? SystemFile.Value(text, "Features") ?? SystemFile.Value(text, "isa");
        ImmutableArray<string>? names = features is null
            ? null
            :
            [
                .. features
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Take(MostFeatures)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];
        var threads = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            threads += line.StartsWith("processor", StringComparison.Ordinal) ? 1 : 0;
        }

        return new ProcessorProfile
        {
            Architecture = flags is not null && names!.Value.Contains("lm", StringComparer.Ordinal) ? "x86_64" : null,
            Model = SystemFile.Value(text, "model name") ?? SystemFile.Value(text, "Model"),
            Threads = threads > 0 ? threads : null,
            Features = names,
            X86Level = flags is null ? null : Level(names!.Value),
            From = names is null ? null : CpuFile,
        };
    }

    private static string? Architecture(FileWorld world, string? loader)
    {
        if (world.Root is null)
        {
            return RuntimeInformation.OSArchitecture switch
            {
                System.Runtime.InteropServices.Architecture.X64 => "x86_64",
                System.Runtime.InteropServices.Architecture.Arm64 => "aarch64",
                System.Runtime.InteropServices.Architecture.X86 => "i686",
                System.Runtime.InteropServices.Architecture.Arm => "armv7l",
                System.Runtime.InteropServices.Architecture.Ppc64le => "ppc64le",
                System.Runtime.InteropServices.Architecture.S390x => "s390x",
                System.Runtime.InteropServices.Architecture.RiscV64 => "riscv64",
                _ => null,
            };
        }

        return loader is null
            ? null
            : WorldPath.Name(loader) switch
            {
                "ld-linux-x86-64.so.2" or "ld-musl-x86_64.so.1" => "x86_64",
                "ld-linux-aarch64.so.1" or "ld-musl-aarch64.so.1" => "aarch64",
                "ld-linux-armhf.so.3" => "armv7l",
                "ld64.so.2" => "ppc64le",
                "ld64.so.1" => "s390x",
                "ld-linux-riscv64-lp64d.so.1" => "riscv64",
                "ld-linux.so.2" => "i686",
                _ => null,
            };
    }
}
