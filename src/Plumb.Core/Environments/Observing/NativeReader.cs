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
        FileTroubles troubles,
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
                if (troubles.Try(path, () => Read(path, loader, images)) is { } module)
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

    private static NativeModule? Read(string path, EnvironmentLoader loader, OpenImages images)
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
        var symbols = new UndefinedSymbols(images, loader.Interpreter, loader.Search.Loader);
        var module = new NativeModule
        {
            Path = path,
            File = file,
            IsImportable = isImportable,
            Closure = closure,
            Undefined = Find(symbols, closure, out var isWhole),
            IsUnknownInPart = !isWhole || closure.IsCut,
            Exposed = loader.Exposed.Of(closure),
        };
        return
            closure.Members.Any(m => m.By == FoundBy.LibraryPath)
            && loader.WithoutVariable?.Build(file, loader.Program) is { } without
            ? Compare(module, without, loader, symbols, images)
            : module;
    }

    private static NativeModule Compare(
        NativeModule module,
        LibraryClosure without,
        EnvironmentLoader loader,
        UndefinedSymbols symbols,
        OpenImages images
    )
    {
        var plain = new UndefinedSymbols(images, loader.InterpreterWithoutVariable, loader.Search.Loader);
        var compared = module with
        {
            WithoutVariable = without,
            UndefinedWithoutVariable = Find(plain, without, out var isWhole),
            IsUnknownInPart = module.IsUnknownInPart || !isWhole || without.IsCut,
            Shadowed = ShadowedLibraries.Of(loader.Search.Store.World, module.Closure, without),
        };
        if (module.Undefined.IsEmpty || !without.Missing.IsEmpty || compared.IsUnknownInPart)
        {
            return compared;
        }

        var lost = symbols
            .NamesOf(module.Closure, IsAsked(module.Closure))
            .Except(plain.NamesOf(without, IsAsked(without)));
        return compared with
        {
            Shadowed =
            [
                .. compared.Shadowed.Select(s =>
                    s with
                    {
                        LackedSymbols = images.Open(s.Hidden.Path) is { } hidden
                            ? [.. lost.Where(hidden.Exports).Order(StringComparer.Ordinal)]
                            : [],
                    }
                ),
            ],
        };
    }

    private static ImmutableArray<UndefinedIn> Find(UndefinedSymbols symbols, LibraryClosure closure, out bool isWhole)
    {
        isWhole = true;
        return closure.Missing.IsEmpty ? symbols.Find(closure, IsAsked(closure), out isWhole) : [];
    }

    // Files of the system are taken to fit each other; only what the environment brings is asked.
    private static Func<int, bool> IsAsked(LibraryClosure closure) =>
        m => m == 0 || closure.Members[m].By is FoundBy.RPath or FoundBy.RunPath or FoundBy.Preloaded;

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
