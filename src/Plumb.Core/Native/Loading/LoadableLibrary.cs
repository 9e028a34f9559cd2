using System.Collections.Immutable;
using Plumb.Formats.Elf;

namespace Plumb.Native.Loading;

/// <summary>What a loader reads of one ELF library or extension before it goes on to the next.</summary>
public sealed record LoadableLibrary
{
    /// <summary>Where it lies, links followed.</summary>
    public required string Path { get; init; }

    /// <summary>e_machine, class and byte order: libraries of another kind are passed over by the loader.</summary>
    public required ElfKind Kind { get; init; }

    /// <summary>DT_SONAME; null when there is none.</summary>
    public string? SoName { get; init; }

    /// <summary>The loader that the kernel starts for it (PT_INTERP); null when there is none, as in most libraries.</summary>
    public string? Interpreter { get; init; }

    /// <summary>DT_NEEDED, in order.</summary>
    public ImmutableArray<string> Needed { get; init; } = [];

    /// <summary>Libraries that are loaded when one of their functions is first called (Windows), in order.</summary>
    public ImmutableArray<string> Delayed { get; init; } = [];

    /// <summary>DT_RPATH as it stands; LC_RPATH on macOS.</summary>
    public ImmutableArray<string> RPath { get; init; } = [];

    /// <summary>DT_RUNPATH as it stands.</summary>
    public ImmutableArray<string> RunPath { get; init; } = [];

    /// <summary>True when there is a DT_RUNPATH: RPATH is then ignored.</summary>
    public bool HasRunPath { get; init; }

    /// <summary>DF_1_NODEFLIB.</summary>
    public bool IgnoresDefaultFolders { get; init; }

    /// <summary>DT_VERNEED.</summary>
    public ImmutableArray<ElfVersionNeed> NeededVersions { get; init; } = [];

    /// <summary>DT_VERDEF; empty when any version is accepted.</summary>
    public ImmutableHashSet<string> DefinedVersions { get; init; } = [];

    /// <summary>Bytes that the headers claim.</summary>
    public long ClaimedLength { get; init; }

    /// <summary>Bytes that are there.</summary>
    public long Length { get; init; }

    /// <summary>True when bytes that the loader maps are not there: using them ends the process (SIGBUS).</summary>
    public bool IsCutOff => ClaimedLength > Length;

    /// <summary>The facts of an opened file.</summary>
    public static LoadableLibrary Of(string path, ElfImage image, long length) =>
        new()
        {
            Path = path,
            Kind = ElfKind.Of(image),
            Interpreter = image.InterpreterPath,
            SoName = image.SoName,
            Needed = image.Needed,
            RPath = image.RPath,
            RunPath = image.RunPath,
            HasRunPath = image.HasRunPath,
            IgnoresDefaultFolders = image.IgnoresDefaultFolders,
            NeededVersions = image.NeededVersions,
            DefinedVersions = [.. image.DefinedVersions.Select(v => v.Name)],
            ClaimedLength = image.ClaimedLength,
            Length = length,
        };
}
