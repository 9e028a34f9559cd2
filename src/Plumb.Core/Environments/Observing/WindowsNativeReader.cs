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
    /// <summary>Looks at every module below the environment's own package folders.</summary>
    public static NativeObservation Read(
        FileWorld world,
        WorldVariables variables,
        PythonInstallation installation,
        ImmutableArray<string> libraries,
        CancellationToken cancellation
    )
    {
        var system = SystemNames(
            world,
            WindowsFolder.Of(world, variables, installation),
            installation.Platform.Architecture
        );
        if (system.Count == 0 || libraries.IsEmpty)
        {
            return NativeObservation.None;
        }

        var store = new DllStore(world);
        var search = new DllSearch(
            store,
            WindowsProgramFolders.Of(world, installation),
            system.Select(e => e.Name),
            libraries
        );
        var closures = new DllClosureBuilder(store, search);
        var names = new DllNames(world, search);
        var modules = new ConcurrentBag<NativeModule>();
        Parallel.ForEach(
            libraries.Where(p => ExtensionName.TryParse(WorldPath.Name(p), out var name) && name.Suffix is not ".so"),
            new ParallelOptions { CancellationToken = cancellation },
            path =>
            {
                if (IsImportable(world, path) is { } isImportable && closures.Build(path) is { } closure)
                {
                    var undefined = names.Find(closure, out var isWhole);
                    modules.Add(
                        new NativeModule
                        {
                            Path = path,
                            File = closure.Root,
                            IsImportable = isImportable,
                            Closure = closure,
                            Undefined = undefined,
                            IsUnknownInPart = !isWhole || closure.IsCut,
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

    // What 32-bit programs see as System32 on 64-bit Windows ("File System Redirector"); 32-bit Windows has none.
    private static IReadOnlyList<(string Name, bool IsFolder)> SystemNames(
        FileWorld world,
        string windows,
        string architecture
    ) =>
        architecture == "win32" && world.ListNames(windows + "/SysWOW64") is { Count: > 0 } names
            ? names
            : world.ListNames(windows + "/System32");

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
