using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Projects;

public sealed class ProjectCorpusTests
{
    [Fact]
    public void Projects_are_read_as_their_build_backends_read_them() =>
        Check(CorpusFile.Rows("formats/projects.jsonl.gz", "cases/formats/projects.jsonl"), 70);

    [Fact]
    public void Projects_with_one_oddity_each_are_read_as_their_build_backends_read_them() =>
        Check(CorpusFile.Rows("formats/projects-made.jsonl.gz"), 370);

    private static void Check(IReadOnlyList<JsonElement> rows, int least)
    {
        var differences = new List<string>();
        foreach (var row in rows)
        {
            var @case = new ProjectCase(row);
            differences.AddRange(@case.Differences(@case.Read()).Select(d => $"{@case.Id}: {d}"));
        }

        Assert.True(differences.Count == 0, $"{rows.Count} projects:\n{string.Join('\n', differences)}");
        Assert.True(rows.Count >= least);
    }
}
