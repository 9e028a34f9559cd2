using System.Collections.Immutable;
using Plumb.Files;

namespace Plumb.Cli.Commands;

/// <summary>Finds the documents of a folder that say how something is installed.</summary>
internal static class DocumentFinder
{
    private const int MostDepth = 6;
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
    private static readonly ImmutableArray<string> _passed = ["vendor"];

    /// <summary>Their paths, in order.</summary>
    public static IEnumerable<string> In(FileWorld files, string folder, CancellationToken cancellation)
    {
        var found = new List<string>();
        foreach (var inside in OwnFolders.Files(files, folder, MostDepth, _passed, cancellation))
        {
            found.AddRange(inside.Where(f => IsDocument(WorldPath.Name(f)) && !LeadsOut(files, f, folder)));
            if (found.Count >= MostDocuments)
            {
                break;
            }
        }

        return found.Order(StringComparer.Ordinal);
    }

    // Nobody who names a folder means what lies elsewhere.
    private static bool LeadsOut(FileWorld files, string path, string folder) =>
        files.ReadLink(path) is not null
        && (
            files.RealPath(path) is not { } real
            || files.RealPath(folder) is not { } inside
            || !WorldPath.IsWithin(real, inside)
        );

    private static bool IsDocument(string name) =>
        name.StartsWith("Dockerfile", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Containerfile", StringComparison.OrdinalIgnoreCase)
        || _endings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
