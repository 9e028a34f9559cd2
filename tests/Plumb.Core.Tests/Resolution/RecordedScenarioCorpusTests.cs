using Plumb.Core.Tests.Resolution.Cases;
using Plumb.Index;
using Plumb.Python;
using Plumb.Resolution;
using Xunit;

namespace Plumb.Core.Tests.Resolution;

/// <summary>Real stacks over the recorded index: uv and a SAT encoding decide what is satisfiable, uv which versions are expected.</summary>
public sealed class RecordedScenarioCorpusTests
{
    private const double IdenticalShare = 0.95;
    private static readonly IndexSnapshot _index = IndexSnapshot.OpenEmbedded();

    public static TheoryData<string> Ids => [.. RecordedScenario.All.Select(s => s.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_verdict_is_that_of_uv_and_of_the_sat_solver_and_solutions_hold(string id)
    {
        var scenario = RecordedScenario.All.Single(s => s.Id == id);
        var outcome = Requests.Resolve(scenario.Request, _index);
        Assert.Equal(scenario.IsSatisfiable, outcome is Resolved);
        Assert.Equal(!scenario.IsSatisfiable, outcome is Conflicting);
        if (scenario.IsSatisfiableBySat is { } truth)
        {
            Assert.Equal(truth, outcome is Resolved);
        }

        if (outcome is Resolved resolved)
        {
            Assert.Empty(new SolutionVerifier(scenario.Request, _index).Faults(resolved));
        }
    }

    [Fact]
    public void Nearly_all_solutions_have_the_very_versions_of_uv()
    {
        var different = new List<string>();
        var satisfiable = RecordedScenario.All.Where(s => s.Pins is not null).ToList();
        foreach (var scenario in satisfiable)
        {
            var outcome = Requests.Resolve(scenario.Request, _index);
            var pins = scenario
                .Pins!.Select(p => (PackageName.Parse(p.Key), PythonVersion.Parse(p.Value)))
                .Order()
                .ToList();
            if (
                outcome is not Resolved resolved
                || !pins.SequenceEqual(resolved.Packages.Select(p => (p.Name, p.Version)))
            )
            {
                different.Add(scenario.Id);
            }
        }

        Assert.NotEmpty(satisfiable);
        Assert.True(
            different.Count <= (1 - IdenticalShare) * satisfiable.Count,
            $"{different.Count} of {satisfiable.Count} differ: {string.Join(", ", different)}"
        );
    }
}
