using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Formats.Elf;
using Plumb.Formats.MachO;
using Plumb.Formats.Pe;
using Plumb.Python;

namespace Plumb.Environments;

/// <summary>What the executable of an interpreter, or the library that it needs, tells of itself.</summary>
/// <param name="System">By its format: ELF is Linux, PE is Windows, Mach-O is macOS.</param>
/// <param name="Architecture">As wheel tags write it; "" when it is none that they know.</param>
/// <param name="Loader">The path of the loader (ELF); null when there is none.</param>
/// <param name="NeededLibrary">The <c>libpython</c> that it needs; null when the interpreter is linked in.</param>
/// <param name="RunPath">The folders in which that is looked for first, <c>$ORIGIN</c> not replaced.</param>
/// <param name="Version">From the exported constant <c>Py_Version</c>, which exists from CPython 3.11 on; null when it is not there.</param>
internal sealed record InterpreterBinary(
    OperatingSystemFamily System,
    string Architecture,
    string? Loader,
    string? NeededLibrary,
    ImmutableArray<string> RunPath,
    InterpreterVersion? Version
)
{
    private const string VersionConstant = "Py_Version";

    /// <summary>Reads a program or library; null when it cannot be read or is none.</summary>
    public static InterpreterBinary? Read(FileWorld world, string path)
    {
        using var reader = world.Open(path, out _);
        if (reader is null)
        {
            return null;
        }

        if (ElfImage.TryOpen(reader, out var elf, out _))
        {
            return OfElf(elf);
        }

        if (PeImage.TryOpen(reader, out var pe, out _))
        {
            return OfPe(pe);
        }

        return MachOImage.TryOpen(reader, out var image, out _)
            ? OfMachO([.. image.Slices.Select(slice => slice.Processor)])
            : null;
    }

    /// <summary>The version and flags that the name of <see cref="NeededLibrary"/> tells (<c>libpython3.13t.so.1.0</c>); null when there is none.</summary>
    public FlaggedVersion? LibraryVersion =>
        NeededLibrary is null ? null : FlaggedVersion.Parse(NeededLibrary.AsSpan("libpython".Length));

    private static InterpreterBinary OfElf(ElfImage elf)
    {
        var needed = elf.Needed.FirstOrDefault(name => name.StartsWith("libpython", StringComparison.Ordinal));
        return new InterpreterBinary(
            OperatingSystemFamily.Linux,
            NativeArchitecture.Of(elf),
            elf.InterpreterPath,
            needed,
            needed is null ? [] : [.. (elf.HasRunPath ? elf.RunPath : elf.RPath).Where(folder => folder.Length > 0)],
            elf.TryReadConstant(VersionConstant, out var value) ? InterpreterVersion.FromHex(value) : null
        );
    }

    private static InterpreterBinary OfPe(PeImage pe) =>
        new(
            OperatingSystemFamily.Windows,
            NativeArchitecture.OfPe(pe.Machine),
            null,
            null,
            [],
            pe.TryReadConstant(VersionConstant, out var value) ? InterpreterVersion.FromHex(value) : null
        );

    // A program for both processors runs on either; today's machines are arm64.
    private static InterpreterBinary OfMachO(ImmutableArray<uint> processors) =>
        new(
            OperatingSystemFamily.MacOs,
            NativeArchitecture.OfMachO(
                processors.Contains(MachOImage.Arm64) ? MachOImage.Arm64
                : processors.Contains(MachOImage.X8664) ? MachOImage.X8664
                : 0
            ),
            null,
            null,
            [],
            null
        );
}
