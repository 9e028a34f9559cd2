using System.Text.Json;
using Plumb.Core.Tests.Corpus;

namespace Plumb.Core.Tests.Python;

/// <summary>The rows of one kind in the corpora answered by pypa/packaging; a row is its kind and then its columns.</summary>
internal static class PackagingCorpus
{
    public static IReadOnlyList<JsonElement> Versions { get; } = Load("pep440_cases");

    public static IReadOnlyList<JsonElement> Markers { get; } = Load("markers");

    public static IReadOnlyList<JsonElement> Requirements { get; } = Load("requirements");

    /// <summary>The rows of a kind; fails when there is none, so that no test passes on nothing.</summary>
    public static IReadOnlyList<JsonElement> OfKind(this IReadOnlyList<JsonElement> rows, string kind)
    {
        var found = rows.Where(r => r.ValueKind == JsonValueKind.Array && r[0].GetString() == kind).ToList();
        Xunit.Assert.NotEmpty(found);
        return found;
    }

    /// <summary>Runs a check on every row and fails once, with the first twenty rows that went wrong.</summary>
    public static void Check(IEnumerable<JsonElement> rows, Func<JsonElement, string?> complaint)
    {
        var complaints = rows.Select(r => complaint(r) is { } c ? $"{r.GetRawText()}\n    {c}" : null)
            .Where(c => c is not null)
            .ToList();
        Xunit.Assert.True(complaints.Count == 0, $"{complaints.Count} rows: " + string.Join('\n', complaints.Take(20)));
    }

    public static bool? ToNullableBool(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Null ? null : value.GetBoolean();

    public static string[] ToStrings(this JsonElement value) => [.. value.EnumerateArray().Select(v => v.GetString()!)];

    private static IReadOnlyList<JsonElement> Load(string name) =>
        CorpusFile.Rows($"packaging/{name}.jsonl.gz", $"cases/{name}.jsonl");
}
