using System.Collections.Immutable;
using System.Text.Json;

namespace Plumb.Core.Tests.Corpus;

/// <summary>The first line of a skeleton.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Kind">clean, broken, damage, foreign, npabi, base or host.</param>
/// <param name="Python">Full version of the interpreter; "" for a host.</param>
/// <param name="Platform">As recorded; "" when it is not.</param>
/// <param name="Base">Id of the skeleton of its interpreter; null when there is none.</param>
/// <param name="Host">Id of the skeleton of the machine's libraries; null when there is none.</param>
/// <param name="Sites">Package folders, relative to the first root.</param>
/// <param name="Variables">Environment variables that the recorded verdicts were made with.</param>
/// <param name="Roots">Name and absolute path of each tree, in their order.</param>
/// <param name="Links">Symbolic links of the machine: absolute path to target.</param>
public sealed record SkeletonHeader(
    string Id,
    string Kind,
    string Python,
    string Platform,
    string? Base,
    string? Host,
    ImmutableArray<string> Sites,
    ImmutableSortedDictionary<string, string> Variables,
    ImmutableArray<KeyValuePair<string, string>> Roots,
    ImmutableSortedDictionary<string, string> Links
)
{
    /// <summary>Reads the header line.</summary>
    public static SkeletonHeader Parse(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new SkeletonHeader(
            Text(root, "id") ?? "",
            Text(root, "kind") ?? "",
            Text(root, "python") ?? "",
            Text(root, "platform") ?? "",
            Text(root, "base"),
            Text(root, "host"),
            root.TryGetProperty("sites", out var sites)
                ? [.. sites.EnumerateArray().Select(site => site.GetString() ?? "")]
                : [],
            Map(root, "env").ToImmutableSortedDictionary(StringComparer.Ordinal),
            [.. Map(root, "roots")],
            Map(root, "links").ToImmutableSortedDictionary(StringComparer.Ordinal)
        );
    }

    /// <summary>The absolute path of a named root; of the first when there is none of that name.</summary>
    public string RootOf(string name)
    {
        foreach (var (key, path) in Roots)
        {
            if (key == name)
            {
                return path;
            }
        }

        return Roots[0].Value;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static IEnumerable<KeyValuePair<string, string>> Map(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.GetString() ?? ""))
            : [];
}

/// <summary>What is known of a file's content: the whole text or bytes, the beginning, or stretches of it; nothing at all is a hole.</summary>
public sealed record SkeletonContent
{
    /// <summary>Nothing is known.</summary>
    public static SkeletonContent Hole { get; } = new();

    /// <summary>The whole content.</summary>
    public byte[]? Whole { get; init; }

    /// <summary>The beginning.</summary>
    public byte[]? Head { get; init; }

    /// <summary>Bytes at offsets.</summary>
    public ImmutableArray<KeyValuePair<long, byte[]>> Ranges { get; init; } = [];
}

/// <summary>One file, link or empty folder of a skeleton.</summary>
/// <param name="Root">Name of its tree.</param>
/// <param name="Path">Relative to the tree.</param>
/// <param name="Size">True size in bytes.</param>
/// <param name="Mode">Permission bits; null when they do not matter.</param>
/// <param name="Link">Target of a symbolic link; null for others.</param>
/// <param name="IsFolder">An empty folder.</param>
/// <param name="IsChanged">Its bytes are not those of the original: its hash cannot be checked.</param>
/// <param name="Reference">Group and key of its content in the pool; null when the content is here.</param>
/// <param name="Content">The content when it is here.</param>
public sealed record SkeletonEntry(
    string Root,
    string Path,
    long Size,
    int? Mode,
    string? Link,
    bool IsFolder,
    bool IsChanged,
    (string Group, string Key)? Reference,
    SkeletonContent Content
);
