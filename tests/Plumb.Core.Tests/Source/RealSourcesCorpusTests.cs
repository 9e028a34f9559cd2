using System.Formats.Tar;
using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Core.Tests.Source;

/// <summary>Real packages, where the shared folder is there: 1.1 million lines.</summary>
public sealed class RealSourcesCorpusTests
{
    [Fact]
    public void Imports_with_their_guards_and_uses_are_those_that_CPython_finds_in_real_packages()
    {
        var folder = CorpusFile.SharedFolder is { } shared ? Path.Combine(shared, "cases", "sources") : null;
        if (folder is null || !Directory.Exists(folder))
        {
            // A clone on its own judges by MadeSourcesCorpusTests.
            return;
        }

        var rows = CorpusFile
            .ReadLines(Path.Combine(folder, "imports.jsonl.gz"))
            .ToDictionary(
                r => $"{r.GetProperty("package").GetString()}/{r.GetProperty("file").GetString()}",
                StringComparer.Ordinal
            );
        var wrong = new List<string>();
        var read = 0;
        using var tar = new TarReader(CorpusFile.Open(Path.Combine(folder, "sources.tar.gz")));
        while (tar.GetNextEntry() is { } entry)
        {
            if (rows.TryGetValue(entry.Name.TrimStart('.', '/'), out var row))
            {
                read++;
                wrong.AddRange(Wrong(entry, row));
            }
        }

        Assert.Equal(rows.Count, read);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {read}\n{string.Join('\n', wrong.Take(40))}");
    }

    private static IEnumerable<string> Wrong(TarEntry entry, JsonElement row)
    {
        using var bytes = new MemoryStream();
        entry.DataStream?.CopyTo(bytes);
        return SourceTruth.Differences(row, bytes.ToArray()).Select(d => $"{entry.Name}: {d}").Take(2);
    }
}
