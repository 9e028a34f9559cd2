using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Plumb.Files;
using Plumb.Formats;
using Plumb.Formats.Elf;
using Plumb.Formats.Fatbins;
using Plumb.Formats.Pe;
using Plumb.Native.Cuda;
using Plumb.Python;

namespace Plumb.Environments.Observing;

/// <summary>Finds the native files that have to do with CUDA and lists their device code, by their headers only and in parallel.</summary>
internal static class CudaReader
{
    private const int MostOfVersionFile = 64 * 1024;

    // What consumers load by name while they run; the loader is asked for each.
    private static readonly ImmutableArray<string> _loadedByName =
    [
        "libcuda.so.1",
        "libcudart.so.11.0",
        "libcudart.so.12",
        "libcudart.so.13",
        "libcublas.so.11",
        "libcublas.so.12",
        "libcublas.so.13",
        "libcudnn.so.8",
        "libcudnn_ops_infer.so.8",
        "libcudnn.so.9",
        "libcudnn_ops.so.9",
        "libnccl.so.2",
    ];

    /// <summary>Looks at every native library below the environment's own package folders.</summary>
    public static CudaObservation Read(
        FileWorld world,
        WorldVariables variables,
        PythonInstallation installation,
        EnvironmentLoader? loader,
        ImmutableArray<string> paths,
        IEnumerable<SiteFolder> sites,
        CancellationToken cancellation
    )
    {
        var brought = paths
            .Where(p => CudaLibraryName.TryParse(WorldPath.Name(p), out var l) && l.Component != CudaComponent.Driver)
            .ToImmutableArray();
        // TensorRT is a consumer and, for others, a library of NVIDIA.
        var own = brought.Where(p => !IsTensorRt(p)).ToHashSet(StringComparer.Ordinal);
        var torch = sites.Select(s => WorldPath.Join(s.Path, "torch/version.py")).FirstOrDefault(world.IsFile);
        var windows =
            installation.Platform.System == OperatingSystemFamily.Windows
                ? WindowsCudaSearch.Of(world, variables, installation, brought)
                : null;
        var libraries = new ConcurrentBag<CudaLibrary>();
        Parallel.ForEach(
            paths.Where(p => !own.Contains(p) && !p.Contains("/nvidia/", StringComparison.Ordinal)),
            new ParallelOptions { CancellationToken = cancellation },
            path =>
            {
                if (ReadLibrary(world, path) is { } library)
                {
                    libraries.Add(
                        loader is not null ? WithMissing(library, loader) : windows?.WithMissing(library) ?? library
                    );
                }
            }
        );
        return new CudaObservation
        {
            Libraries = [.. libraries.OrderBy(l => l.Path, StringComparer.Ordinal)],
            Brought = brought,
            OnSystem = loader is null
                ? windows?.Loadable ?? []
                : [.. _loadedByName.Where(n => loader.Search.Find(n, loader.Program, []) is not null)],
            IsSearched = loader is not null || windows is not null,
            Torch = torch is null ? null : ReadTorch(world, torch),
        };
    }

    private static bool IsTensorRt(string path) =>
        CudaLibraryName.TryParse(WorldPath.Name(path), out var name) && name.Component == CudaComponent.TensorRt;

    private static TorchBuild? ReadTorch(FileWorld world, string path) =>
        world.ReadHead(path, MostOfVersionFile) is { Succeeded: true } read
            ? TorchBuild.Parse(Encoding.UTF8.GetString(read.Bytes))
            : null;

    private static CudaLibrary? ReadLibrary(FileWorld world, string path)
    {
        using var reader = world.Open(path, out _);
        if (reader is null)
        {
            return null;
        }

        IEnumerable<string> needed;
        ImmutableArray<NativeSection> sections;
        if (ElfImage.TryOpen(reader, out var elf, out _))
        {
            (needed, sections) = (elf.Needed, elf.Sections);
        }
        else if (PeImage.TryOpen(reader, out var pe, out _))
        {
            (needed, sections) = (pe.Imports.Concat(pe.DelayImports), pe.Sections);
        }
        else
        {
            return null;
        }

        var all = needed.ToList();
        ImmutableArray<string> cuda = [.. all.Where(n => CudaLibraryName.TryParse(n, out _))];
        var code = FatbinReader.Read(reader, sections);
        return cuda.IsEmpty && code.IsEmpty
            ? null
            : new CudaLibrary(path, cuda, [], code)
            {
                LinksTorch = all.Exists(n =>
                    n is "libc10_cuda.so" or "libtorch_cuda.so" or "c10_cuda.dll" or "torch_cuda.dll"
                ),
            };
    }

    private static CudaLibrary WithMissing(CudaLibrary library, EnvironmentLoader loader) =>
        loader.Search.Store.Read(library.Path) is { IsCutOff: false } file && file.Kind == loader.Program.Kind
            ? library with
            {
                Missing =
                [
                    .. loader
                        .Closures.Build(file, loader.Program)
                        .Missing.Select(m => m.Name)
                        .Where(n =>
                            CudaLibraryName.TryParse(n, out var name) && name.Component != CudaComponent.Driver
                        ),
                ],
            }
            : library;
}
