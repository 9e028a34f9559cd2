using System.Collections.Immutable;

namespace Plumb.Formats.MachO;

/// <summary>The program or library for one processor.</summary>
public sealed class MachOSlice
{
    private readonly MachOSymbols? _symbols;

    internal MachOSlice(uint processor, uint subtype, long offset, MachOLoadCommands? commands, MachOSymbols? symbols)
    {
        Processor = processor;
        Subtype = subtype;
        Offset = offset;
        _symbols = symbols;
        FileType = commands?.FileType ?? 0;
        Dylibs = commands is null ? [] : [.. commands.Dylibs];
        InstallName = commands?.InstallName;
        RPaths = commands is null ? [] : [.. commands.RPaths];
        Platform = commands?.Platform ?? 0;
        MinimumSystem = commands?.MinimumSystem;
        Sdk = commands?.Sdk;
        IsSigned = commands?.IsSigned ?? false;
        Sections = commands is null ? [] : [.. commands.Sections];
        ClaimedEnd = commands?.ClaimedEnd ?? 0;
    }

    /// <summary>CPU_TYPE: <see cref="MachOImage.X8664"/>, <see cref="MachOImage.Arm64"/>, …</summary>
    public uint Processor { get; }

    /// <summary>CPU_SUBTYPE: 2 with CPU_TYPE_ARM64 is arm64e; the high byte holds flags.</summary>
    public uint Subtype { get; }

    /// <summary>Where it begins in the file.</summary>
    public long Offset { get; }

    /// <summary>2 a program, 6 a library, 8 a bundle (most extension modules).</summary>
    public uint FileType { get; }

    /// <summary>The libraries it needs, in order.</summary>
    public ImmutableArray<MachODylib> Dylibs { get; }

    /// <summary>LC_ID_DYLIB: the path that those who link with it write down; null when it has none.</summary>
    public MachODylib? InstallName { get; }

    /// <summary>LC_RPATH, in order: what <c>@rpath</c> stands for.</summary>
    public ImmutableArray<string> RPaths { get; }

    /// <summary>1 macOS, 2 iOS, 6 Mac Catalyst, 7 iOS simulator, …; 0 when it is not said.</summary>
    public uint Platform { get; }

    /// <summary>The oldest system that loads it; null when it is not said.</summary>
    public MachOVersion? MinimumSystem { get; }

    /// <summary>The SDK it was built with; null when it is not said.</summary>
    public MachOVersion? Sdk { get; }

    /// <summary>True when there is a code signature, which Apple processors ask for; whether it is valid is not looked at.</summary>
    public bool IsSigned { get; }

    /// <summary>Named <c>__SEGMENT,__section</c>, with places in the whole file.</summary>
    public ImmutableArray<NativeSection> Sections { get; }

    /// <summary>Where its segments end in the whole file by its own headers; 0 when it has none.</summary>
    public long ClaimedEnd { get; }

    /// <summary>The names of exported functions that begin with <c>PyInit_</c> or <c>PyInitU_</c>, without the underscore before every C name.</summary>
    public ImmutableArray<string> ReadInitFunctions() => _symbols?.ReadInitFunctions() ?? [];
}
