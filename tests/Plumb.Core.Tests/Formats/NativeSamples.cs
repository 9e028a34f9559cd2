using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Files;

namespace Plumb.Core.Tests.Formats;

/// <summary>
/// Native files of which only the parts that tell something are kept, put on disk as sparse files: those that the repository carries,
/// and those of the recorded environments.
/// </summary>
internal static class NativeSamples
{
    /// <summary>Hands over each row of a carried file: its name, the file, and what real tools said of it.</summary>
    public static int ForEachCarried(string corpus, Action<string, FileReader, JsonElement> look)
    {
        var rows = CorpusFile.ReadLines(CorpusFile.PathOf(corpus));
        foreach (var row in rows)
        {
            var name = row.GetProperty("name").GetString()!;
            var size = row.GetProperty("size").GetInt64();
            Open(size, SkeletonReader.ParseContent(row), reader => look(name, reader, row.GetProperty("truth")));
        }

        return rows.Count;
    }

    /// <summary>Hands over every native file of that kind in the recorded environments for other platforms, and what real tools said of it.</summary>
    /// <param name="kind">elf, pe or macho.</param>
    /// <param name="look">Is handed its path, the file, and the row of the truth.</param>
    /// <returns>How many there were.</returns>
    public static int ForEachForeign(string kind, Action<string, FileReader, JsonElement> look)
    {
        var count = 0;
        foreach (var id in SkeletonLibrary.Environments.Where(IsForeignAndWhole))
        {
            using var truth = SkeletonLibrary.TruthOf(id);
            if (truth is not null && truth.RootElement.TryGetProperty("native", out var native))
            {
                count += ForEach<string>(
                    id,
                    entry =>
                        native.TryGetProperty(entry.Path, out var row) && row.GetProperty("kind").GetString() == kind
                            ? entry.Path
                            : null,
                    (path, reader) => look(path, reader, native.GetProperty(path))
                );
            }
        }

        return count;
    }

    // The trees that the repository carries hold less of native files.
    private static bool IsForeignAndWhole(string id) =>
        SkeletonLibrary.Kinds[id] == "foreign"
        && CorpusFile.SharedFolder is { } shared
        && SkeletonLibrary.PathOf(id).StartsWith(shared, StringComparison.Ordinal);

    /// <summary>Hands over the files of a recorded environment for which a key is wanted; null leaves one out, as does content that is not kept.</summary>
    public static int ForEach<T>(string id, Func<SkeletonEntry, T?> wanted, Action<T, FileReader> look)
        where T : class
    {
        var count = 0;
        var pooled = new Dictionary<string, Dictionary<string, (T Key, long Size)>>(StringComparer.Ordinal);
        foreach (var line in SkeletonReader.Lines(SkeletonLibrary.PathOf(id)).Skip(1))
        {
            var entry = SkeletonReader.ParseEntry(line);
            if (entry.Link is not null || wanted(entry) is not { } key)
            {
                continue;
            }

            if (entry.Reference is { } reference)
            {
                if (!pooled.TryGetValue(reference.Group, out var group))
                {
                    pooled[reference.Group] = group = new Dictionary<string, (T, long)>(StringComparer.Ordinal);
                }

                group[reference.Key] = (key, entry.Size);
            }
            else
            {
                count += Open(entry.Size, entry.Content, reader => look(key, reader)) ? 1 : 0;
            }
        }

        return count + pooled.Sum(group => ForEachPooled(group.Key, group.Value, look));
    }

    private static int ForEachPooled<T>(
        string group,
        Dictionary<string, (T Key, long Size)> wanted,
        Action<T, FileReader> look
    )
    {
        var count = 0;
        var file = SkeletonLibrary.Find(Path.Combine("pool", group + ".jsonl.gz"));
        foreach (var line in file is null ? [] : SkeletonReader.Lines(file))
        {
            var tab = line.Span.IndexOf((byte)'\t');
            if (wanted.TryGetValue(System.Text.Encoding.UTF8.GetString(line.Span[..tab]), out var found))
            {
                using var document = JsonDocument.Parse(line[(tab + 1)..]);
                var content = SkeletonReader.ParseContent(document.RootElement);
                count += Open(found.Size, content, reader => look(found.Key, reader)) ? 1 : 0;
            }
        }

        return count;
    }

    private static bool Open(long size, SkeletonContent content, Action<FileReader> look)
    {
        if (content.Whole is { } whole)
        {
            look(new FileReader(whole));
            return true;
        }

        if (content.Ranges.IsEmpty)
        {
            return false;
        }

        var folder = TemporaryFolder.Create();
        try
        {
            var path = Path.Combine(folder, "native");
            using var handle = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);
            RandomAccess.SetLength(handle, size);
            foreach (var (offset, bytes) in content.Ranges)
            {
                RandomAccess.Write(handle, bytes, offset);
            }

            using var reader = new FileReader(handle, size);
            look(reader);
            return true;
        }
        finally
        {
            TemporaryFolder.Remove(folder);
        }
    }
}
