using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Requirements;

public sealed class RequirementsFileCorpusTests
{
    [Fact]
    public void Requirements_files_are_read_as_pip_reads_them() =>
        Check(CorpusFile.Rows("formats/requirements.jsonl.gz", "cases/formats/requirements.jsonl"), 200);

    [Fact]
    public void Requirements_files_put_together_at_random_are_read_as_pip_reads_them() =>
        Check(CorpusFile.Rows("formats/requirements-made.jsonl.gz"), 800);

    private static void Check(IReadOnlyList<JsonElement> rows, int least)
    {
        var differences = new List<string>();
        foreach (var row in rows)
        {
            var @case = new RequirementsCase(row);
            differences.AddRange(@case.Differences(@case.Read()).Select(d => $"{@case.Id} {@case.Why}: {d}"));
        }

        Assert.True(differences.Count == 0, $"{rows.Count} files: {string.Join('\n', differences)}");
        Assert.True(rows.Count >= least);
    }
}
