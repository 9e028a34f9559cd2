using Plumb.Core.Tests.Corpus;
using Xunit;

namespace Plumb.Core.Tests.Metadata.Requirements;

public sealed class RequirementsFileCorpusTests
{
    [Fact]
    public void Requirements_files_are_read_as_pip_reads_them()
    {
        var differences = new List<string>();
        var rows = CorpusFile.Rows("formats/requirements.jsonl.gz", "cases/formats/requirements.jsonl");
        foreach (var row in rows)
        {
            var @case = new RequirementsCase(row);
            differences.AddRange(@case.Differences(@case.Read()).Select(d => $"{@case.Id} {@case.Why}: {d}"));
        }

        Assert.True(differences.Count == 0, $"{rows.Count} files: {string.Join('\n', differences)}");
        Assert.True(rows.Count > 200);
    }
}
