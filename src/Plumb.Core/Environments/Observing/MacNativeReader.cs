using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Formats.MachO;
using Plumb.Machine;
using Plumb.Native.Loading;

namespace Plumb.Environments.Observing;

/// <summary>Follows what the extension modules of an environment on macOS load. The system's own libraries are taken to be there.</summary>
internal static class MacNativeReader
{
    private static readonly ImmutableArray<uint> _processors = [MachOImage.Arm64, MachOImage.X8664];

    /// <summary>Looks at every module below the environment's own package folders.</summary>
    public static NativeObservation Read(
        FileWorld world,
        WorldVariables variables,
        PythonInstallation installation,
        ImmutableArray<string> libraries,
        CancellationToken cancellation
    )
    {
        var executable = installation is { Executable: { } named, ExecutableDangles: false }
            ? world.RealPath(named) ?? named
            : null;
        ImmutableArray<DylibStore> stores =
        [
            .. ProcessorsOf(world, installation, executable).Select(p => new DylibStore(world, p)),
        ];
        if (libraries.IsEmpty || stores.IsEmpty)
        {
            return NativeObservation.None;
        }

        ImmutableArray<(DylibStore Store, DylibClosureBuilder Closures)> parts =
        [
            .. stores.Select(s =>
                (s, new DylibClosureBuilder(s, new DylibSearch(s, executable, variables, libraries)))
            ),
        ];
        var modules = new ConcurrentBag<NativeModule>();
        var skipped = new ConcurrentBag<string>();
        Parallel.ForEach(
            libraries.Where(p => ExtensionName.TryParse(WorldPath.Name(p), out _)),
            new ParallelOptions { CancellationToken = cancellation },
            path =>
            {
                if (stores.All(s => s.Read(path) is null))
                {
                    skipped.Add(path);
                }
                else if (
                    Together([.. parts.Select(p => Read(path, p.Store, p.Closures)).OfType<NativeModule>()]) is
                    { } module
                )
                {
                    modules.Add(module);
                }
            }
        );
        return new NativeObservation
        {
            IsJudged = true,
            Libraries = libraries,
            System = OperatingSystemProbe.Observe(world),
            Modules = [.. modules.OrderBy(m => m.Path, StringComparer.Ordinal)],
            Skipped = [.. skipped.Order(StringComparer.Ordinal)],
        };
    }

    // Which part of a universal file is loaded is known where it runs only: it fails for certain where each part does.
    private static NativeModule? Together(ImmutableArray<NativeModule> parts)
    {
        if (parts is not [var first, .. var others] || others.IsEmpty)
        {
            return parts.FirstOrDefault();
        }

        var missing = first.Closure.Missing;
        return first with
        {
            Closure = first.Closure with { Missing = others.All(o => !o.Closure.Missing.IsEmpty) ? missing : [] },
            IsUnknownInPart = parts.Any(p =>
                p.IsUnknownInPart
                || !p
                    .Closure.Missing.Select(m => m.Name)
                    .SequenceEqual(missing.Select(m => m.Name), StringComparer.Ordinal)
            ),
        };
    }

    private static NativeModule? Read(string path, DylibStore store, DylibClosureBuilder closures)
    {
        if (
            store.Read(path) is not { Library: { IsCutOff: false } file } dylib
            || (dylib.InitFunctions.IsEmpty && WorldPath.Name(path).StartsWith("lib", StringComparison.Ordinal))
            || closures.Build(path) is not { } closure
        )
        {
            return null;
        }

        return new NativeModule
        {
            Path = path,
            File = file,
            IsImportable = !dylib.InitFunctions.IsEmpty,
            Closure = closure,
            IsUnknownInPart = closure.IsCut,
        };
    }

    // A universal interpreter runs as the machine's own processor does, or as its user chose; today's machines are Apple's.
    private static ImmutableArray<uint> ProcessorsOf(
        FileWorld world,
        PythonInstallation installation,
        string? executable
    )
    {
        if (executable is not null)
        {
            using var reader = world.Open(executable, out _);
            if (reader is not null && MachOImage.TryOpen(reader, out var image, out _))
            {
                return [.. _processors.Where(p => image.Slices.Any(s => s.Processor == p))];
            }
        }

        return installation.Platform.Architecture switch
        {
            "universal2" => _processors,
            "arm64" => [MachOImage.Arm64],
            "x86_64" => [MachOImage.X8664],
            _ => [],
        };
    }
}
