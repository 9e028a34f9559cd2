using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Cli.Commands;

/// <summary>Finds the documents of a folder that say how something is installed.</summary>
internal static class DocumentFinder
{
    private const int MostDepth = 6;
    private const int MostFolders = 5_000;
    private const int MostDocuments = 2_000;

    private static readonly ImmutableArray<string> _endings =
    [
        ".md",
        ".rst",
        ".txt",
        ".sh",
        ".bash",
        ".bat",
        ".cmd",
        ".ps1",
        ".ipynb",
        ".dockerfile",
    ];

    // What others wrote.
    private static readonly ImmutableArray<string> _passed =
    [
        "site-packages",
        "node_modules",
        "__pycache__",
        "venv",
        "env",
        "vendor",
    ];

    /// <summary>Their paths, in order.</summary>
    public static IEnumerable<string> In(FileWorld files, string folder, CancellationToken cancellation)
    {
        var waiting = new Queue<(string Path, int Depth)>([(folder, 0)]);
        var found = new List<string>();
        for (
            var seen = 0;
            seen < MostFolders && found.Count < MostDocuments && waiting.TryDequeue(out var next);
            seen++
        )
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (name, isFolder) in files.ListNames(next.Path))
            {
                if (
                    isFolder
                    && next.Depth < MostDepth
                    && !name.StartsWith('.')
                    && !_passed.Contains(name, StringComparer.OrdinalIgnoreCase)
                )
                {
                    waiting.Enqueue((WorldPath.Join(next.Path, name), next.Depth + 1));
                }
                else if (!isFolder && IsDocument(name))
                {
                    found.Add(WorldPath.Join(next.Path, name));
                }
            }
        }

        return found.Order(StringComparer.Ordinal);
    }

    private static bool IsDocument(string name) =>
        name.StartsWith("Dockerfile", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Containerfile", StringComparison.OrdinalIgnoreCase)
        || _endings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
