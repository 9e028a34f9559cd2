using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Plumb.Core.Tests.Corpus;

/// <summary>
/// Finds and opens other people's conformance data: what the repository carries in <c>tests/Corpus</c>, and the larger
/// <c>shared</c> folder where there is one (variable PLUMB_SHARED, otherwise beside the repository).
/// </summary>
internal static class CorpusFile
{
    /// <summary>The repository's root, found by walking up to <c>Plumb.slnx</c>.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>The shared folder; null where there is none.</summary>
    public static string? SharedFolder { get; } = FindShared();

    /// <summary>The full path of a file below <c>tests/Corpus</c>.</summary>
    public static string PathOf(string name) => Path.Combine(RepositoryRoot, "tests", "Corpus", name);

    /// <summary>Opens a file for reading, unpacking it when its name ends in <c>.gz</c>.</summary>
    public static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>
    /// The rows of a JSON-lines corpus: the shared one where it is there (<paramref name="sharedName"/>, such as
    /// <c>cases/markers.jsonl</c>), otherwise the carried one (<paramref name="carriedName"/>, below <c>tests/Corpus</c>).
    /// </summary>
    public static IReadOnlyList<JsonElement> Rows(string carriedName, string? sharedName = null)
    {
        var shared = sharedName is null || SharedFolder is null ? null : Path.Combine(SharedFolder, sharedName);
        return ReadLines(shared is not null && File.Exists(shared) ? shared : PathOf(carriedName));
    }

    /// <summary>Every line of a JSON-lines file, packed or not, as a value of its own.</summary>
    public static IReadOnlyList<JsonElement> ReadLines(string path)
    {
        using var reader = new StreamReader(Open(path), Encoding.UTF8);
        var rows = new List<JsonElement>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                using var document = JsonDocument.Parse(line);
                rows.Add(document.RootElement.Clone());
            }
        }

        return rows;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Plumb.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("No Plumb.slnx above " + AppContext.BaseDirectory);
    }

    private static string? FindShared()
    {
        var named = Environment.GetEnvironmentVariable("PLUMB_SHARED");
        var folder = string.IsNullOrEmpty(named) ? Path.Combine(RepositoryRoot, "..", "shared") : named;
        return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
    }
}
