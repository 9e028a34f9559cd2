using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Core.Tests.Corpus;
using Plumb.Index;
using Plumb.Resolution;
using Plumb.Resolution.Cores;
using Plumb.Resolution.Repairs;
using Xunit;

namespace Plumb.Core.Tests.Resolution.Cases;

/// <summary>A conflict of the recorded index with what uv says of changes to it, and what Plumb finds: once for all tests.</summary>
internal sealed record RecordedRepair(
    JsonElement Row,
    ResolutionRequest Request,
    ConflictCores Cores,
    ImmutableArray<ImmutableArray<Repair>> Repairs,
    Repair? Together
)
{
    private static readonly Dictionary<string, RecordedRepair> _found = new(StringComparer.Ordinal);

    private static readonly Lock _lock = new();

    private static readonly Dictionary<string, JsonElement> _rows = CorpusFile
        .Rows("resolution/repair.jsonl.gz", "cases/resolve/repair.jsonl")
        .ToDictionary(r => r.GetProperty("id").GetString()!);

    public static IndexSnapshot Index { get; } = IndexSnapshot.OpenEmbedded();

    public static TheoryData<string> Ids => [.. _rows.Keys];

    public static RecordedRepair Of(string id)
    {
        lock (_lock)
        {
            return _found.TryGetValue(id, out var known) ? known : _found[id] = Find(id);
        }
    }

    private static RecordedRepair Find(string id)
    {
        var scenario = RecordedScenario.All.Single(s => s.Id == id);
        var cancellation = TestContext.Current.CancellationToken;
        var cores = Assert.IsType<ConflictCores>(new CoreSearch(scenario.Request, Index).Find(cancellation));
        var search = new RepairSearch(scenario.Request, Index)
        {
            TargetFor = python => Targets.For(scenario.Platform, python.ToString()),
        };
        var repairs = search.Find(cores, cancellation);
        return new(_rows[id], scenario.Request, cores, repairs, search.Together(cores, repairs, cancellation));
    }
}
