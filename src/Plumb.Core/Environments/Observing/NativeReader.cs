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
        WorldVariables variables,
        PythonInstallation installation,
        FileTree tree,
        CancellationToken cancellation
    )
    {
        var paths = SharedLibraries(tree);
        var store = new ElfLibraryStore(world);
        var program = installation is { Executable: { } executable, ExecutableDangles: false }
            ? store.Read(executable)
            : null;
        if (program is null || !paths.Any())
        {
            return NativeObservation.None;
        }

        var settings = LoaderProbe.Read(world, variables, program.Kind);
        if (settings.Loader is null)
        {
            return NativeObservation.None with { Loader = settings };
        }

        var search = new LibrarySearch(store, settings, program.Kind);
        var builder = new ClosureBuilder(search, PreloadableLibraries.Of(store, paths));
        var interpreter = InterpreterLibraries.Of(search, program.Path);
        var modules = new ConcurrentBag<NativeModule>();
        Parallel.ForEach(
            paths,
            new ParallelOptions { CancellationToken = cancellation },
            () => new OpenImages(world),
            (path, _, images) =>
            {
                if (
                    Read(path, store, builder, program, new UndefinedSymbols(images, interpreter, search.Loader)) is
                    { } module
                )
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
            Loader = settings,
            Libraries = paths,
            System = OperatingSystemProbe.Observe(world),
            Modules = [.. modules.OrderBy(m => m.Path, StringComparer.Ordinal)],
        };
    }

    private static NativeModule? Read(
        string path,
        ElfLibraryStore store,
        ClosureBuilder builder,
        ElfLibrary program,
        UndefinedSymbols symbols
    )
    {
        if (
            !ExtensionName.TryParse(WorldPath.Name(path), out var name)
            || store.Read(path) is not { IsCutOff: false } file
            || file.Kind != program.Kind
        )
        {
            return null;
        }

        var isImportable = IsImportable(store.World, path, name.IsTagged);
        if (!isImportable && name.Module.StartsWith("lib", StringComparison.Ordinal))
        {
            return null;
        }

        var closure = builder.Build(file, program);
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

    private static ImmutableArray<string> SharedLibraries(FileTree tree) =>
        [
            .. tree
                .Folders.Values.SelectMany(folder =>
                    folder
                        .Entries.Where(e => e.Kind == FileKind.File && e.Size > 0 && NativeFileName.IsLibrary(e.Name))
                        .Select(e => WorldPath.Join(folder.Path, e.Name))
                )
                .Order(StringComparer.Ordinal),
        ];
}
