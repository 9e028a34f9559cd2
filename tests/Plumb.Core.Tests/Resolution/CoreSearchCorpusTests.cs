using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Core.Tests.Resolution.Cases;
using Plumb.Index;
using Plumb.Resolution;
using Plumb.Resolution.Cores;
using Xunit;

namespace Plumb.Core.Tests.Resolution;

/// <summary>The cores of real conflicts, beside those of an exhaustive search with uv as its judge.</summary>
public sealed class CoreSearchCorpusTests
{
    private static readonly IndexSnapshot _index = IndexSnapshot.OpenEmbedded();

    private static readonly Dictionary<string, JsonElement> _rows = CorpusFile
        .Rows("resolution/repair.jsonl.gz", "cases/resolve/repair.jsonl")
        .ToDictionary(r => r.GetProperty("id").GetString()!);

    public static TheoryData<string> Ids => [.. _rows.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Cores_and_removals_are_all_those_that_uv_meets(string id)
    {
        var row = _rows[id];
        var request = RecordedScenario.All.Single(s => s.Id == id).Request;
        var search = new CoreSearch(request, _index);
        var found = Assert.IsType<ConflictCores>(search.Find(TestContext.Current.CancellationToken));
        Assert.True(found.IsComplete);
        Assert.Equal(Expected(row, "cores"), Told(found.Cores, request));
        if (row.GetProperty("cores_complete").GetBoolean())
        {
            Assert.Equal(Expected(row, "minimal_drops"), Told(found.Removals, request));
        }
    }

    private static IEnumerable<string> Expected(JsonElement row, string name) =>
        row.GetProperty(name)
            .EnumerateArray()
            .Select(c => c.EnumerateArray().Select(r => Plumb.Python.Requirement.Parse(r.GetString()!).ToString()))
            .Select(Join)
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Told(ImmutableArray<ImmutableArray<int>> sets, ResolutionRequest request) =>
        sets.Select(s => Join(s.Select(i => request.Requirements[i].ToString()))).Order(StringComparer.Ordinal);

    private static string Join(IEnumerable<string> requirements) =>
        string.Join(" & ", requirements.Order(StringComparer.Ordinal));
}
