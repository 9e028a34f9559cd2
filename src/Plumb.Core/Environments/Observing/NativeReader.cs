using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Formats.Elf;
using Plumb.Machine;
using Plumb.Native.Loading;

namespace Plumb.Environments.Observing;

/// <summary>Reads the native modules of an environment and follows what they load, in parallel. Nothing is loaded for real.</summary>
internal static class NativeReader
{
    /// <summary>Looks at every shared library below the environment's own package folders.</summary>
    public static NativeObservation Read(
        FileWorld world,
        EnvironmentLoader? loader,
        ImmutableArray<string> libraries,
        CancellationToken cancellation
    )
    {
        if (loader is null || libraries.IsEmpty)
        {
            return NativeObservation.None;
        }

        var modules = new ConcurrentBag<NativeModule>();
        Parallel.ForEach(
            libraries,
            new ParallelOptions { CancellationToken = cancellation },
            () => new OpenImages(world),
            (path, _, images) =>
            {
                var symbols = new UndefinedSymbols(images, loader.Interpreter, loader.Search.Loader);
                if (Read(path, loader, symbols) is { } module)
                {
                    modules.Add(module);
                }

                return images;
            },
            images => images.Dispose()
        );
        return new NativeObservation
        {
            IsJudged = true,
            Libraries = libraries,
            System = OperatingSystemProbe.Observe(world),
            Modules = [.. modules.OrderBy(m => m.Path, StringComparer.Ordinal)],
        };
    }

    private static NativeModule? Read(string path, EnvironmentLoader loader, UndefinedSymbols symbols)
    {
        var store = loader.Search.Store;
        if (
            !ExtensionName.TryParse(WorldPath.Name(path), out var name)
            || store.Read(path) is not { IsCutOff: false } file
            || file.Kind != loader.Program.Kind
        )
        {
            return null;
        }

        var isImportable = IsImportable(store.World, path, name.IsTagged);
        if (!isImportable && name.Module.StartsWith("lib", StringComparison.Ordinal))
        {
            return null;
        }

        var closure = loader.Closures.Build(file, loader.Program);
        var without = closure.Members.Any(m => m.By == FoundBy.LibraryPath)
            ? loader.WithoutVariable?.Build(file, loader.Program)
            : null;
        return new NativeModule
        {
            Path = path,
            File = file,
            IsImportable = isImportable,
            Closure = closure,
            Undefined = closure.Missing.IsEmpty
                ? symbols.Find(
                    closure,
                    m => m == 0 || closure.Members[m].By is FoundBy.RPath or FoundBy.RunPath or FoundBy.Preloaded
                )
                : [],
            Exposed = loader.Exposed.Of(closure),
            WithoutVariable = without,
            Shadowed = without is null ? [] : ShadowedLibraries.Of(store.World, closure, without),
        };
    }

    private static bool IsImportable(FileWorld world, string path, bool isTagged)
    {
        using var reader = world.Open(path, out _);
        if (reader is null || !ElfImage.TryOpen(reader, out var image, out _))
        {
            return false;
        }

        var module = WorldPath.Name(path);
        module = module[..module.IndexOf('.', StringComparison.Ordinal)];
        return image.Exports("PyInit_" + module) || (isTagged && !image.ReadInitFunctions().IsEmpty);
    }
}
