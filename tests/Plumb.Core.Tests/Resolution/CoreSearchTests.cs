using Plumb.Core.Tests.Resolution.Cases;
using Plumb.Resolution.Cores;
using Xunit;

namespace Plumb.Core.Tests.Resolution;

public sealed class CoreSearchTests
{
    [Fact]
    public void What_fails_alone_comes_first_and_is_in_no_other_core()
    {
        var found = Find(new CoreSearchLimits(100, 10_000), "a", "gone", "b");
        Assert.Equal(["1", "0,2"], found.Cores.Select(c => string.Join(',', c)));
        Assert.Equal(["0,1", "1,2"], found.Removals.Select(c => string.Join(',', c)));
        Assert.True(found.IsComplete);
    }

    [Fact]
    public void A_bound_on_the_search_leaves_out_cores_and_tells_no_wrong_one()
    {
        string[] requirements = ["a", "gone", "b", "d", "c<3"];
        var all = Find(new CoreSearchLimits(100, 10_000), requirements);
        Assert.Equal(["1", "0,2", "0,3", "3,4"], all.Cores.Select(c => string.Join(',', c)));
        for (var bound = 0; bound < all.Solves; bound++)
        {
            var found = Find(new CoreSearchLimits(bound, 10_000), requirements);
            Assert.False(found.IsComplete);
            Assert.Subset(Told(all), Told(found));
        }
    }

    private static HashSet<string> Told(ConflictCores found) => [.. found.Cores.Select(c => string.Join(',', c))];

    [Fact]
    public void Nothing_is_found_where_there_is_no_conflict()
    {
        var found = Find(new CoreSearchLimits(100, 10_000), "a", "c");
        Assert.Empty(found.Cores);
        Assert.Empty(Assert.Single(found.Removals));
        Assert.True(found.IsComplete);
    }

    private static ConflictCores Find(CoreSearchLimits limits, params string[] requirements)
    {
        var index = new MadeIndex();
        index.Add("a", "1", "c<2");
        index.Add("b", "1", "c>=2");
        index.Add("d", "1", "c>2");
        index.Add("c", "1");
        index.Add("c", "2");
        index.Add("c", "3");
        var search = new CoreSearch(Requests.Of(requirements), index, limits);
        return Assert.IsType<ConflictCores>(search.Find(TestContext.Current.CancellationToken));
    }
}
