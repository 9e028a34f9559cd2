using Plumb.Core.Tests.Resolution.Cases;
using Plumb.Index;
using Plumb.Python;
using Plumb.Resolution;
using Xunit;

namespace Plumb.Core.Tests.Resolution;

/// <summary>A resolver that is told piece by piece what the index has comes to what it would have come to at once.</summary>
public sealed class FetchingTests
{
    [Theory]
    [InlineData("s1-guide-cpu")]
    [InlineData("s4-pair")]
    [InlineData("common-jupyter")]
    public void Fetching_on_demand_changes_nothing(string id)
    {
        var scenario = RecordedScenario.All.Single(s => s.Id == id);
        var whole = IndexSnapshot.OpenEmbedded();
        var index = new Fetched(whole);
        var resolver = new Resolver(scenario.Request, index);
        var rounds = 0;
        var outcome = resolver.Resolve(cancellation: TestContext.Current.CancellationToken);
        while (outcome is NeedsIndex needs)
        {
            Assert.True(needs.Listings.Length + needs.Metadata.Length > 0);
            index.Listings.UnionWith(needs.Listings);
            index.Files.UnionWith(needs.Metadata);
            outcome = resolver.Resolve(cancellation: TestContext.Current.CancellationToken);
            rounds++;
        }

        Assert.True(rounds > 1);
        var atOnce = Requests.Resolve(scenario.Request, whole);
        Assert.Equal(atOnce.GetType(), outcome.GetType());
        Assert.Equal(Told(atOnce), Told(outcome));
    }

    private static string Told(ResolutionOutcome outcome) =>
        outcome is Resolved resolved
            ? string.Join(
                ' ',
                resolved.Packages.Select(p => $"{p.Name}[{string.Join(',', p.Extras)}] {p.File!.FileName}")
            )
            : "";

    private sealed class Fetched(IPackageIndex whole) : IPackageIndex
    {
        public HashSet<PackageName> Listings { get; } = [];

        public HashSet<(PackageName Name, string FileName)> Files { get; } = [];

        public IndexAnswer<PackageListing> ListingOf(PackageName name) =>
            Listings.Contains(name) ? whole.ListingOf(name) : new NotFetched<PackageListing>();

        public IndexAnswer<CoreMetadata> MetadataOf(PackageName name, ListedFile file) =>
            Files.Contains((name, file.FileName)) ? whole.MetadataOf(name, file) : new NotFetched<CoreMetadata>();
    }
}
