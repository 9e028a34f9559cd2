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
        if (libraries.IsEmpty || ProcessorOf(world, installation, executable) is not { } processor)
        {
            return NativeObservation.None;
        }

        var store = new DylibStore(world, processor);
        var closures = new DylibClosureBuilder(store, new DylibSearch(store, executable, variables, libraries));
        var modules = new ConcurrentBag<NativeModule>();
        Parallel.ForEach(
            libraries.Where(p => ExtensionName.TryParse(WorldPath.Name(p), out _)),
            new ParallelOptions { CancellationToken = cancellation },
            path =>
            {
                if (Read(path, store, closures) is { } module)
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
        };
    }

    // A universal interpreter runs as the machine's own processor does, which is Apple's wherever it has a slice for it.
    private static uint? ProcessorOf(FileWorld world, PythonInstallation installation, string? executable)
    {
        if (executable is not null)
        {
            using var reader = world.Open(executable, out _);
            if (reader is not null && MachOImage.TryOpen(reader, out var image, out _))
            {
                return image.Slices.Any(s => s.Processor == MachOImage.Arm64) ? MachOImage.Arm64
                    : image.Slices.Any(s => s.Processor == MachOImage.X8664) ? MachOImage.X8664
                    : null;
            }
        }

        return installation.Platform.Architecture switch
        {
            "arm64" or "universal2" => MachOImage.Arm64,
            "x86_64" => MachOImage.X8664,
            _ => null,
        };
    }
}
