using System.Collections.Immutable;

namespace Plumb.Files;

/// <summary>Goes through what lies below a folder and is its owner's own: environments, caches and hidden folders are passed over.</summary>
public static class OwnFolders
{
    private const int MostFolders = 5_000;

    private static readonly ImmutableArray<string> _passed =
    [
        "site-packages",
        "node_modules",
        "__pycache__",
        "venv",
        "env",
    ];

    /// <summary>The paths of the files of each folder, the nearest folders first, at most 5,000 folders.</summary>
    /// <param name="world">The world.</param>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="mostDepth">How many folders deep.</param>
    /// <param name="alsoPassed">Further names of folders that are passed over.</param>
    /// <param name="cancellation">The only exception that leaves here is this one's.</param>
    public static IEnumerable<IReadOnlyList<string>> Files(
        FileWorld world,
        string folder,
        int mostDepth,
        ImmutableArray<string> alsoPassed,
        CancellationToken cancellation
    )
    {
        var waiting = new Queue<(string Path, int Depth)>([(folder, 0)]);
        for (var seen = 0; seen < MostFolders && waiting.TryDequeue(out var next); seen++)
        {
            cancellation.ThrowIfCancellationRequested();
            var files = new List<string>();
            foreach (var (name, isFolder) in world.ListNames(next.Path))
            {
                var path = WorldPath.Join(next.Path, name);
                if (!isFolder)
                {
                    files.Add(path);
                }
                else if (next.Depth < mostDepth && !name.StartsWith('.') && !IsPassed(name, alsoPassed))
                {
                    waiting.Enqueue((path, next.Depth + 1));
                }
            }

            yield return files;
        }
    }

    private static bool IsPassed(string name, ImmutableArray<string> alsoPassed) =>
        _passed.Contains(name, StringComparer.OrdinalIgnoreCase)
        || alsoPassed.Contains(name, StringComparer.OrdinalIgnoreCase);
}
