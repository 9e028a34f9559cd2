using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Native.Cuda;

namespace Plumb.Environments.Observing;

/// <summary>
/// Where programs on Windows find NVIDIA's libraries beside those that packages bring: their own folders, those of PATH, that of the
/// toolkit (<c>CUDA_PATH</c>) and System32. Packages load them in several ways, not each of which looks in all of these: what lies in none is missing.
/// </summary>
internal sealed class WindowsCudaSearch
{
    // What consumers load by name while they run.
    private static readonly ImmutableArray<string> _loadedByName =
    [
        "nvcuda.dll",
        "cudart64_110.dll",
        "cudart64_12.dll",
        "cudart64_13.dll",
        "cublas64_11.dll",
        "cublas64_12.dll",
        "cublas64_13.dll",
        "cudnn64_8.dll",
        "cudnn_ops_infer64_8.dll",
        "cudnn64_9.dll",
        "cudnn_ops64_9.dll",
    ];

    private readonly HashSet<string> _names;

    private WindowsCudaSearch(HashSet<string> names) => _names = names;

    /// <summary>Null where PATH is not known, as under <c>--root</c>.</summary>
    public static WindowsCudaSearch? Of(
        FileWorld world,
        WorldVariables variables,
        PythonInstallation installation,
        IEnumerable<string> brought
    )
    {
        var path = Value(variables, "PATH");
        if (path.Length == 0)
        {
            return null;
        }

        var toolkit = Value(variables, "CUDA_PATH");
        IEnumerable<string> folders =
        [
            .. path.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            .. toolkit.Length == 0 ? (string[])[] : [toolkit + "/bin", toolkit + "/bin/x64"],
        ];
        var names = brought.Select(WorldPath.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (
            var folder in folders
                .Select(f => f.Trim('"').Replace('\\', '/'))
                .Where(f => WorldPath.IsAbsolute(f))
                .Concat(WindowsProgramFolders.Of(world, installation))
                .Append(WindowsFolder.Of(world, variables, installation) + "/System32")
        )
        {
            names.UnionWith(
                world
                    .ListNames(WorldPath.Normalize(folder))
                    .Where(e => !e.IsFolder && CudaLibraryName.TryParse(e.Name, out _))
                    .Select(e => e.Name)
            );
        }

        return new WindowsCudaSearch(names);
    }

    /// <summary>Those that programs load by name and find.</summary>
    public ImmutableArray<string> Loadable => [.. _loadedByName.Where(_names.Contains)];

    /// <summary>The library with what it does not find; the driver's own library is told by other rules.</summary>
    public CudaLibrary WithMissing(CudaLibrary library) =>
        library with
        {
            Missing =
            [
                .. library.Needed.Where(n =>
                    !_names.Contains(n)
                    && CudaLibraryName.TryParse(n, out var name)
                    && name.Component != CudaComponent.Driver
                ),
            ],
        };

    private static string Value(WorldVariables variables, string name) =>
        variables.Values.FirstOrDefault(v => v.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? "";
}
