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
    // conda's activation puts them on PATH, and its builds of Python add them to what the loader searches.
    private static readonly string[] _condaFolders =
    [
        "",
        "Library/mingw-w64/bin",
        "Library/usr/bin",
        "Library/bin",
        "Scripts",
        "bin",
        "DLLs",
    ];

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
        var closures = new DllClosureBuilder(
            store,
            ProgramFolders(world, installation),
            system.Select(e => e.Name),
            libraries
        );
        var names = new DllNames(world, libraries);
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
                            Undefined = names.Find(closure),
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

    private static ImmutableArray<string> ProgramFolders(FileWorld world, PythonInstallation installation)
    {
        var prefix = installation.BasePrefix ?? installation.Prefix;
        return world.IsDirectory(WorldPath.Join(prefix, "conda-meta"))
            ? [.. _condaFolders.Select(f => f.Length == 0 ? prefix : WorldPath.Join(prefix, f))]
            : [prefix];
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
