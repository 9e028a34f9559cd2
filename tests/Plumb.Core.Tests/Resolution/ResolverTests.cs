using System.Collections.Immutable;
using Plumb.Core.Tests.Resolution.Cases;
using Plumb.Index;
using Plumb.Python;
using Plumb.Resolution;
using Xunit;

namespace Plumb.Core.Tests.Resolution;

public sealed class ResolverTests
{
    [Fact]
    public void An_extra_brings_what_it_needs_in_the_version_of_its_distribution()
    {
        var index = new MadeIndex();
        index.Add("a", "1", "b; extra == 'x'");
        index.Add("a", "2", "c; extra == 'x'");
        index.Add("b", "1");
        Assert.Equal("a==1 b==1", Requests.Solution(Requests.Of("a[x]"), index));
        Assert.Equal("a==2", Requests.Solution(Requests.Of("a"), index));
    }

    [Fact]
    public void A_constraint_holds_for_what_is_needed_and_brings_nothing()
    {
        var index = Two();
        var request = Requests.Of("a") with { Constraints = [Requirement.Parse("b<2"), Requirement.Parse("c")] };
        Assert.Equal("a==1 b==1", Requests.Solution(request, index));
    }

    [Fact]
    public void An_override_stands_in_the_place_of_every_requirement_of_its_name()
    {
        var index = Two();
        var request = Requests.Of("a", "b<2") with { Overrides = [Requirement.Parse("b==2")] };
        Assert.Equal("a==1 b==2", Requests.Solution(request, index));
    }

    [Fact]
    public void What_is_excluded_is_not_needed()
    {
        var request = Requests.Of("a") with { Excludes = [PackageName.Parse("b")] };
        Assert.Equal("a==1", Requests.Solution(request, Two()));
    }

    [Theory]
    [InlineData(VersionPreference.Highest, "a==2 b==2")]
    [InlineData(VersionPreference.Lowest, "a==1 b==1")]
    [InlineData(VersionPreference.LowestDirect, "a==1 b==2")]
    public void The_preference_decides_among_versions_that_fit(VersionPreference preference, string solution)
    {
        var index = new MadeIndex();
        index.Add("a", "1", "b");
        index.Add("a", "2", "b");
        index.Add("b", "1");
        index.Add("b", "2");
        Assert.Equal(solution, Requests.Solution(Requests.Of("a") with { Preference = preference }, index));
    }

    [Theory]
    [InlineData("a", PreReleasePolicy.IfNecessary, "a==1")]
    [InlineData("a", PreReleasePolicy.Allow, "a==2rc1")]
    [InlineData("a>1", PreReleasePolicy.IfNecessary, "a==2rc1")]
    [InlineData("a>1", PreReleasePolicy.Explicit, null)]
    [InlineData("a>=1rc1", PreReleasePolicy.Explicit, "a==1")]
    [InlineData("a>=2rc1", PreReleasePolicy.Explicit, "a==2rc1")]
    [InlineData("a>=1rc1", PreReleasePolicy.ExplicitOrNothingElse, "a==2rc1")]
    [InlineData("b", PreReleasePolicy.ExplicitOrNothingElse, "b==1a1")]
    [InlineData("b", PreReleasePolicy.Explicit, null)]
    [InlineData("a>=2rc1", PreReleasePolicy.Disallow, null)]
    public void Pre_releases_are_taken_by_policy(string requirement, PreReleasePolicy policy, string? solution)
    {
        var index = new MadeIndex();
        index.Add("a", "1");
        index.Add("a", "2rc1");
        index.Add("b", "1a1");
        var request = Requests.Of(requirement) with { PreReleases = policy };
        var exception = Requests.Of(requirement) with
        {
            PreReleases = PreReleasePolicy.Disallow,
            PreReleaseExceptions = ImmutableDictionary<PackageName, PreReleasePolicy>.Empty.Add(
                PackageName.Parse(requirement[..1]),
                policy
            ),
        };
        foreach (var each in new[] { request, exception })
        {
            if (solution is null)
            {
                Requests.Conflict(each, index);
            }
            else
            {
                Assert.Equal(solution, Requests.Solution(each, index));
            }
        }
    }

    [Fact]
    public void A_preferred_version_is_taken_where_it_fits()
    {
        var request = Requests.Of("a") with
        {
            Preferred = ImmutableDictionary<PackageName, PythonVersion>.Empty.Add(
                PackageName.Parse("b"),
                PythonVersion.Parse("1")
            ),
        };
        Assert.Equal("a==1 b==1", Requests.Solution(request, Two()));
        var other = request with { Requirements = [.. request.Requirements, Requirement.Parse("b>1")] };
        Assert.Equal("a==1 b==2", Requests.Solution(other, Two()));
    }

    [Fact]
    public void What_lies_behind_a_url_is_unknown_unless_it_is_given()
    {
        const string url = "https://example.org/b-3-py3-none-any.whl";
        var request = Requests.Of("a", $"b @ {url}");
        var conflict = Requests.Conflict(request, Two());
        Assert.False(conflict.Evidence.IsCertain(conflict.Proof));

        var given = request with
        {
            Sources = ImmutableDictionary<string, DirectSource>.Empty.Add(
                url,
                new DirectSource(PythonVersion.Parse("3"), CoreMetadata.Read(["c"], [], null))
            ),
        };
        var index = Two();
        index.Add("c", "1");
        var resolved = Assert.IsType<Resolved>(Requests.Resolve(given, index));
        Assert.Equal(["a 1", "b 3", "c 1"], resolved.Packages.Select(p => $"{p.Name} {p.Version}"));
    }

    [Fact]
    public void A_url_that_only_another_package_names_is_not_followed()
    {
        var index = new MadeIndex();
        index.Add("a", "1", "b @ https://example.org/b-1-py3-none-any.whl");
        index.Add("b", "1");
        Requests.Conflict(Requests.Of("a"), index);
    }

    [Fact]
    public void A_bound_on_work_gives_what_is_known_and_proves_nothing()
    {
        var theCase = SolverCase.All.Single(c => c.Name.StartsWith("pyrex", StringComparison.Ordinal));
        var resolver = new Resolver(theCase.Request(PreReleasePolicy.Allow), theCase.ReadIndex());
        var partial = Assert.IsType<GaveUp>(resolver.Resolve(200, TestContext.Current.CancellationToken));
        Assert.Contains(PackageName.Parse("pyrax"), partial.Chosen.Select(p => p.Name));
        Assert.NotEmpty(partial.MostConflicts);
        Assert.IsType<Conflicting>(resolver.Resolve(cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_resolution_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var resolver = new Resolver(Requests.Of("a"), Two());
        Assert.Throws<OperationCanceledException>(() => resolver.Resolve(cancellation: cancelled.Token));
    }

    private static MadeIndex Two()
    {
        var index = new MadeIndex();
        index.Add("a", "1", "b");
        index.Add("b", "1");
        index.Add("b", "2");
        return index;
    }
}
