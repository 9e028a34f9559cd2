using Plumb.Core.Tests.Resolution.Cases;
using Plumb.Python;
using Plumb.Resolution;
using Xunit;

namespace Plumb.Core.Tests.Resolution;

/// <summary>Every scenario of packse for one target, beside what uv was seen to do with it.</summary>
public sealed class PackseCorpusTests
{
    private const int Scenarios = 135;

    public static TheoryData<string> Ids => [.. PackseScenario.All.Select(s => s.Id)];

    public static TheoryData<string> StrictIds =>
        [.. PackseScenario.All.Where(s => s.Strict is not null).Select(s => s.Id)];

    [Fact]
    public void All_observed_scenarios_for_one_target_are_run() =>
        Assert.True(PackseScenario.All.Count >= Scenarios, $"{PackseScenario.All.Count} scenarios");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Outcome_and_pins_are_those_of_uv(string id)
    {
        var scenario = PackseScenario.All.Single(s => s.Id == id);
        Check(scenario, scenario.Request, scenario.IsSatisfiable, scenario.Pins);
    }

    [Theory]
    [MemberData(nameof(StrictIds))]
    public void Outcome_and_pins_are_as_once_expected_when_pre_releases_must_be_asked_for(string id)
    {
        var scenario = PackseScenario.All.Single(s => s.Id == id);
        var request = scenario.Request with { PreReleases = PreReleasePolicy.ExplicitOrNothingElse };
        Check(scenario, request, scenario.Strict!.IsSatisfiable, scenario.Strict.Pins);
    }

    private static void Check(
        PackseScenario scenario,
        ResolutionRequest request,
        bool isSatisfiable,
        SortedDictionary<string, string>? pins
    )
    {
        var outcome = Requests.Resolve(request, scenario.Index);
        if (!isSatisfiable)
        {
            Assert.IsType<Conflicting>(outcome);
            return;
        }

        var resolved = Assert.IsType<Resolved>(outcome);
        Assert.Empty(new SolutionVerifier(request, scenario.Index).Faults(resolved));
        if (pins is not null)
        {
            Assert.Equal(
                pins.Select(p => (PackageName.Parse(p.Key), PythonVersion.Parse(p.Value))).Order(),
                resolved.Packages.Select(p => (p.Name, p.Version))
            );
        }
    }
}
