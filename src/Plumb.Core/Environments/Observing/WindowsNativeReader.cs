using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Formats.Pe;
using Plumb.Machine;
using Plumb.Native.Loading;

namespace Plumb.Environments.Observing;

/// <summary>Follows what the extension modules of an environment on Windows load, where System32 is there to be judged against.</summary>
internal static class WindowsNativeReader
{
    private const string System32 = "C:/Windows/System32";

    /// <summary>Looks at every module below the environment's own package folders.</summary>
    public static NativeObservation Read(
        FileWorld world,
        PythonInstallation installation,
        ImmutableArray<string> libraries,
        CancellationToken cancellation
    )
    {
        var system = world.ListNames(System32);
        if (system.Count == 0 || libraries.IsEmpty)
        {
            return NativeObservation.None;
        }

        var store = new DllStore(world);
        var closures = new DllClosureBuilder(
            store,
            installation.BasePrefix ?? installation.Prefix,
            system.Select(e => e.Name),
            libraries
        );
        var modules = new ConcurrentBag<NativeModule>();
        Parallel.ForEach(
            libraries.Where(p => ExtensionName.TryParse(WorldPath.Name(p), out var name) && name.Suffix is not ".so"),
            new ParallelOptions { CancellationToken = cancellation },
            path =>
            {
                if (IsImportable(world, path) is { } isImportable && closures.Build(path) is { } closure)
                {
                    modules.Add(
                        new NativeModule
                        {
                            Path = path,
                            File = closure.Root,
                            IsImportable = isImportable,
                            Closure = closure,
                        }
                    );
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

    // Null where the file is cut off or no PE file: other checks tell that.
    private static bool? IsImportable(FileWorld world, string path)
    {
        using var reader = world.Open(path, out _);
        return
            reader is not null && PeImage.TryOpen(reader, out var image, out _) && image.ClaimedLength <= reader.Length
            ? !image.ReadInitFunctions().IsEmpty
            : null;
    }
}
