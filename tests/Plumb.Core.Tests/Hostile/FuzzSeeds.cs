using System.Text;
using System.Text.Json;
using Plumb.Core.Tests.Corpus;

namespace Plumb.Core.Tests.Hostile;

/// <summary>Sound inputs to damage: real files from <c>examples/</c> and from the recorded corpora.</summary>
internal static class FuzzSeeds
{
    private const int MostBytes = 12 * 1024;
    private const int Most = 200;

    /// <summary>The files of that name below <c>examples/</c>, cut to a few kilobytes, and texts of our own beside them.</summary>
    public static IReadOnlyList<byte[]> Files(string pattern, params string[] more)
    {
        var found = Directory
            .EnumerateFiles(
                Path.Combine(CorpusFile.RepositoryRoot, "examples"),
                pattern,
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }
            )
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)
            .Select(b => b[..Math.Min(b.Length, MostBytes)]);
        return [.. found.Take(Most), .. more.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The texts of rows such as <c>["v","1.0",…]</c>.</summary>
    public static IReadOnlyList<byte[]> Rows(string corpus, params string[] kinds) =>
        [
            .. CorpusFile
                .ReadLines(CorpusFile.PathOf(corpus))
                .Where(r => r is { ValueKind: JsonValueKind.Array } && r.GetArrayLength() > 1)
                .Where(r =>
                    r[1].ValueKind == JsonValueKind.String && kinds.Contains(r[0].GetString(), StringComparer.Ordinal)
                )
                .Select(r => Encoding.UTF8.GetBytes(r[1].GetString()!)),
        ];

    /// <summary>The first texts of rows such as <c>["…", …]</c>.</summary>
    public static IReadOnlyList<byte[]> FirstTexts(string corpus) =>
        [
            .. CorpusFile
                .ReadLines(CorpusFile.PathOf(corpus))
                .Where(r => r.ValueKind == JsonValueKind.Array && r[0].ValueKind == JsonValueKind.String)
                .Select(r => Encoding.UTF8.GetBytes(r[0].GetString()!)),
        ];

    /// <summary>The files of that name in rows such as <c>{"files": {"NAME": "TEXT"}}</c>.</summary>
    public static IReadOnlyList<byte[]> InFiles(string corpus, string name) =>
        [
            .. CorpusFile
                .ReadLines(CorpusFile.PathOf(corpus))
                .Where(r => r.ValueKind == JsonValueKind.Object && r.TryGetProperty("files", out _))
                .SelectMany(r => r.GetProperty("files").EnumerateObject())
                .Where(f => f.Name == name)
                .Select(f =>
                    f.Value.ValueKind == JsonValueKind.String
                        ? Encoding.UTF8.GetBytes(f.Value.GetString()!)
                        : f.Value.GetProperty("base64").GetBytesFromBase64()
                )
                .Select(b => b[..Math.Min(b.Length, MostBytes)]),
        ];

    /// <summary>Small Python sources, several put together so that they are long enough to be damaged in many ways.</summary>
    public static IReadOnlyList<byte[]> Sources() =>
        [
            .. CorpusFile
                .ReadLines(CorpusFile.PathOf("sources/made.jsonl.gz"))
                .Select(r => r.GetProperty("source").GetBytesFromBase64())
                .Chunk(8)
                .Select(c => c.SelectMany(s => s.Append((byte)'\n')).ToArray()),
        ];
}
