using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Core.Tests.Resolution.Cases;
using Plumb.Python;
using Plumb.Resolution;
using Plumb.Resolution.Repairs;
using Xunit;

namespace Plumb.Core.Tests.Resolution.Repairs;

/// <summary>What solves real conflicts, beside what uv says of dropping, loosening and other Pythons.</summary>
public sealed class RepairSearchCorpusTests
{
    public static TheoryData<string> Ids => RecordedRepair.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_repair_that_is_offered_can_be_solved_and_changes_one_thing(string id)
    {
        var found = RecordedRepair.Of(id);
        Assert.All(found.Repairs, r => Assert.InRange(r.Length, 1, 3));
        foreach (var repair in found.Repairs.SelectMany(r => r))
        {
            Assert.Single(repair.Changes);
            AssertSolved(repair.Request);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void One_repair_of_each_core_solves_the_whole(string id)
    {
        var found = RecordedRepair.Of(id);
        Assert.NotNull(found.Together);
        AssertSolved(found.Together.Request);
        var drops = found.Together.Changes.Count(c => c.Kind == RepairKind.Drop);
        Assert.True(
            found.Request.Requirements.Length - drops == found.Together.Request.Requirements.Length,
            "only what is said to be dropped is"
        );
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Where_one_requirement_can_be_loosened_the_nearest_version_is_offered(string id)
    {
        var found = RecordedRepair.Of(id);
        if (found.Cores.Cores.Length > 1)
        {
            return;
        }

        var offered = found.Repairs[0].SelectMany(r => r.Changes).Where(c => c.Version is not null).ToList();
        var loosened = Edits(found).Where(e => e.IsLoosened).ToList();
        Assert.Equal(loosened.Select(e => e.Position).Order(), offered.Select(c => c.Position).Order());
        foreach (var (position, _, nearest) in loosened.Where(e => !e.Nearest.IsEmpty))
        {
            // uv's list of the nearest passes over post-releases: ours may lie nearer, never farther.
            var repair = found
                .Repairs[0]
                .Single(r => r.Changes[0] is { Version: not null } c && c.Position == position);
            Assert.InRange(repair.Steps, 1, nearest.Min(v => StepsTo(found, position, v)));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Another_Python_is_offered_only_where_uv_solves_with_it(string id)
    {
        var found = RecordedRepair.Of(id);
        if (found.Cores.Cores.Length > 1)
        {
            return;
        }

        var pythons = found
            .Row.GetProperty("policy_edits")
            .GetProperty("python")
            .EnumerateArray()
            .Select(p => p.GetString())
            .ToList();
        var offered = found.Repairs[0].SelectMany(r => r.Changes).Where(c => c.Kind == RepairKind.Python).ToList();
        Assert.Equal(pythons.Count > 0, offered.Count == 1);
        Assert.All(offered, c => Assert.Contains(c.To, pythons));
    }

    private static IEnumerable<(int Position, bool IsLoosened, ImmutableArray<PythonVersion> Nearest)> Edits(
        RecordedRepair found
    ) =>
        from edit in found.Row.GetProperty("single_edits").EnumerateArray()
        let asked = Requirement.Parse(edit.GetProperty("requirement").GetString()!)
        select (
            found.Request.Requirements.IndexOf(asked),
            edit.TryGetProperty("relax", out var relax) && relax.ValueKind == JsonValueKind.True,
            edit.TryGetProperty("nearest", out var nearest) && nearest.ValueKind == JsonValueKind.Object
                ? nearest.EnumerateObject().Select(n => PythonVersion.Parse(n.Value.GetString()!)).ToImmutableArray()
                : []
        );

    private static int StepsTo(RecordedRepair found, int position, PythonVersion version)
    {
        var asked = found.Request.Requirements[position];
        var listing = ((Plumb.Index.Known<Plumb.Index.PackageListing>)RecordedRepair.Index.ListingOf(asked.Name)).Value;
        var stable = listing.Versions.Select(v => v.Version).Where(v => !v.IsPrerelease).ToList();
        var at = stable.IndexOf(version);
        return stable
            .Select((v, i) => (v, i))
            .Where(p => asked.Specifiers.Contains(p.v))
            .Select(p => Math.Abs(p.i - at))
            .DefaultIfEmpty(int.MaxValue)
            .Min();
    }

    private static void AssertSolved(ResolutionRequest request)
    {
        var resolved = Assert.IsType<Resolved>(Requests.Resolve(request, RecordedRepair.Index));
        Assert.Empty(new SolutionVerifier(request, RecordedRepair.Index).Faults(resolved));
    }
}
