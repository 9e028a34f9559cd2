using System.Collections.Immutable;
using Plumb.Files;
using Plumb.Stacks;

namespace Plumb.Environments.Observing;

/// <summary>Finds model files, and what may start an application, in its folder.</summary>
public static class ModelFileFinder
{
    private const int MostDepth = 4;
    private const int MostModels = 500;
    private const int Piece = 1 << 20;

    // Smaller ones are tests and pointers.
    private const long LeastBytes = 64 << 10;

    private static readonly ImmutableArray<string> _endings =
    [
        ".onnx",
        ".pt",
        ".pth",
        ".ckpt",
        ".safetensors",
        ".gguf",
        ".engine",
        ".tflite",
    ];

    private static readonly ImmutableArray<string> _starts = ["run.py", "main.py", "app.py", "server.py"];

    /// <summary>The model files, by path.</summary>
    /// <param name="world">The world.</param>
    /// <param name="folder">The application's folder, absolute.</param>
    /// <param name="hash">Read each file for its SHA-256.</param>
    /// <param name="cancellation">The only exception that leaves here is this one's.</param>
    public static ImmutableArray<FoundModel> Find(
        FileWorld world,
        string folder,
        bool hash,
        CancellationToken cancellation
    )
    {
        var found = new List<FoundModel>();
        var buffer = hash ? new byte[Piece] : [];
        foreach (var inside in OwnFolders.Files(world, folder, MostDepth, [], cancellation))
        {
            foreach (var path in inside.Where(IsModel))
            {
                if (Length(world, path) is >= LeastBytes and var bytes)
                {
                    var digest = hash ? ContentReader.Hash(world, path, buffer, cancellation) : null;
                    found.Add(new FoundModel(WorldPath.Relative(path, folder), bytes, digest?.ToHex() ?? ""));
                }
            }

            if (found.Count >= MostModels)
            {
                break;
            }
        }

        return [.. found.OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    /// <summary>The files by which applications are usually started, that are there.</summary>
    public static ImmutableArray<string> Starts(FileWorld world, string folder) =>
        [.. _starts.Where(s => world.IsFile(WorldPath.Join(folder, s)))];

    private static bool IsModel(string name) => _endings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private static long? Length(FileWorld world, string path)
    {
        using var reader = world.Open(path, out _);
        return reader?.Length;
    }
}
