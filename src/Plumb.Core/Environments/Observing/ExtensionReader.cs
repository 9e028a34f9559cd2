using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Formats.Elf;
using Plumb.Formats.MachO;
using Plumb.Formats.Pe;
using Plumb.Formats.Strings;
using Plumb.Machine;
using Plumb.Native.NumpyAbi;
using Plumb.Python;

namespace Plumb.Environments.Observing;

/// <summary>Reads headers and constants of every extension module, of whatever platform it is, in parallel. Nothing is loaded.</summary>
internal static class ExtensionReader
{
    /// <summary>Looks at every extension module below the environment's own package folders.</summary>
    public static ExtensionObservation Read(
        FileWorld world,
        PythonInstallation installation,
        ImmutableArray<SiteFolder> sites,
        FileTree tree,
        FileTroubles troubles,
        CancellationToken cancellation
    )
    {
        ImmutableArray<string> numpy = [.. sites.Select(s => WorldPath.Join(s.Path, "numpy"))];
        var found = new ConcurrentBag<ObservedExtension>();
        var foreign = new ConcurrentBag<string>();
        Parallel.ForEach(
            Modules(tree),
            new ParallelOptions { CancellationToken = cancellation },
            path =>
            {
                var isNumpy = numpy.Any(n => WorldPath.IsWithin(path, n));
                if (troubles.Try(path, () => Read(world, path, isNumpy)) is { } extension)
                {
                    found.Add(extension);
                }
                else if (IsText(world, path))
                {
                    foreign.Add(path);
                }
            }
        );
        return new ExtensionObservation
        {
            Files = [.. found.OrderBy(f => f.Path, StringComparer.Ordinal)],
            Foreign = [.. foreign.Order(StringComparer.Ordinal)],
            InterpreterArchitectures = ArchitecturesOf(world, installation),
            Numpy = NumpyReader.Read(world, tree, numpy),
            MacOs = installation.Platform.System == OperatingSystemFamily.MacOs ? MacOs(world) : null,
        };
    }

    private static ObservedExtension? Read(FileWorld world, string path, bool isNumpy)
    {
        using var reader = world.Open(path, out _);
        return reader is null || Read(path, reader) is not { } extension ? null
            : isNumpy ? extension
            : WithNumpy(extension, reader);
    }

    // Damage of other kinds is told by the file's RECORD or headers; a text is none of any native file's beginnings.
    private static bool IsText(FileWorld world, string path)
    {
        Span<byte> head = stackalloc byte[64];
        using var reader = world.Open(path, out _);
        head = reader is null ? [] : head[..reader.ReadAt(0, head)];
        return !head.IsEmpty && !head.ContainsAnyExceptInRange((byte)'\t', (byte)'~');
    }

    private static IEnumerable<string> Modules(FileTree tree) =>
        tree
            .Folders.Values.Where(folder => !IsNeverImported(folder.Path))
            .SelectMany(folder =>
                folder
                    .Entries.Where(e => e.Kind == FileKind.File && e.Size > 0 && IsModule(e.Name))
                    .Select(e => WorldPath.Join(folder.Path, e.Name))
            );

    // Vendored libraries, and what pip moved aside under a name that no import can have.
    private static bool IsNeverImported(string folder) =>
        folder.EndsWith(".libs", StringComparison.Ordinal) || folder.Contains("/~", StringComparison.Ordinal);

    private static bool IsModule(string name) =>
        TorchLibrary.Is(name)
        || (
            ExtensionName.TryParse(name, out var extension)
            && (extension.IsTagged || !extension.Module.StartsWith("lib", StringComparison.Ordinal))
        );

    // A bare name has to export its own function to be a module; for the others the name alone tells.
    private static bool IsImportable(string path, Func<string, bool> exports) =>
        ExtensionName.TryParse(WorldPath.Name(path), out var name)
        && (!name.Tag.IsEmpty || exports($"PyInit_{ExtensionName.InitModule(path)}"));

    // Names beyond ASCII are written in Punycode (PEP 489).
    private static ImmutableArray<string> Others(string path, Func<ImmutableArray<string>> read) =>
        ExtensionName.TryParse(WorldPath.Name(path), out var name)
        && !name.Tag.IsEmpty
        && ExtensionName.InitModule(path) is var module
        && System.Text.Ascii.IsValid(module)
        && read() is { IsEmpty: false } functions
        && !functions.Contains("PyInit_" + module, StringComparer.Ordinal)
            ? functions
            : [];

    private static ObservedExtension? Read(string path, FileReader reader) =>
        ElfImage.TryOpen(reader, out var elf, out _)
            ? new ObservedExtension
            {
                Path = path,
                System = OperatingSystemFamily.Linux,
                Architectures = [NativeArchitecture.Of(elf)],
                IsImportable = IsImportable(path, elf.Exports),
                OtherInitFunctions = Others(path, elf.ReadInitFunctions),
            }
        : PeImage.TryOpen(reader, out var pe, out _)
            ? new ObservedExtension
            {
                Path = path,
                System = OperatingSystemFamily.Windows,
                Architectures = [NativeArchitecture.OfPe(pe.Machine)],
                IsImportable = IsImportable(path, pe.ReadInitFunctions().Contains),
                OtherInitFunctions = Others(path, pe.ReadInitFunctions),
                PythonLibraries = [.. pe.Imports.Select(i => i.ToLowerInvariant()).Where(IsPythonLibrary)],
            }
        : MachOImage.TryOpen(reader, out var macho, out _)
            ? new ObservedExtension
            {
                Path = path,
                System = OperatingSystemFamily.MacOs,
                Architectures = ArchitecturesOf(macho),
                IsImportable = IsImportable(
                    path,
                    f => macho.Slices.Any(s => s.ReadInitFunctions().Contains(f, StringComparer.Ordinal))
                ),
                OtherInitFunctions = Others(
                    path,
                    () => [.. macho.Slices.SelectMany(s => s.ReadInitFunctions()).Distinct(StringComparer.Ordinal)]
                ),
                MinimumMacOs = macho
                    .Slices.Where(s => s.Platform is 0 or 1 && s.MinimumSystem is not null)
                    .Select(s => ((int, int)?)(s.MinimumSystem!.Value.Major, s.MinimumSystem.Value.Minor))
                    .Min(),
            }
        : null;

    private static ObservedExtension WithNumpy(ObservedExtension extension, FileReader reader) =>
        extension with
        {
            Numpy = NumpyBuild.Of(AbiStringScanner.Scan(reader), TorchLibrary.Is(WorldPath.Name(extension.Path))),
        };

    // python3.dll, python311.dll, python313t.dll, python311_d.dll, but not python_something.dll of a package.
    private static bool IsPythonLibrary(string name) =>
        name.StartsWith("python", StringComparison.Ordinal)
        && name.EndsWith(".dll", StringComparison.Ordinal)
        && name.Length > 10
        && char.IsAsciiDigit(name[6]);

    private static ImmutableArray<string> ArchitecturesOf(MachOImage image) =>
        [.. image.Slices.Select(s => NativeArchitecture.OfMachO(s.Processor)).Distinct(StringComparer.Ordinal)];

    private static ImmutableArray<string> ArchitecturesOf(FileWorld world, PythonInstallation installation)
    {
        if (installation.Executable is not { } executable)
        {
            return [];
        }

        using var reader = world.Open(executable, out _);
        return reader is null ? [] : Read(executable, reader)?.Architectures ?? [];
    }

    private static (int, int)? MacOs(FileWorld world) =>
        OperatingSystemProbe.Observe(world).Version is { } text && PythonVersion.TryParse(text, out var version)
            ? (version.Major, version.Minor)
            : null;
}
