using Plumb.Core.Tests.Resolution.Cases;
using Plumb.Resolution;
using Xunit;

namespace Plumb.Core.Tests.Resolution;

/// <summary>Cases of resolvelib's tests over real indexes of 2020; a SAT solver decides what is satisfiable.</summary>
public sealed class SolverCorpusTests
{
    private const int Cases = 13;

    public static TheoryData<string> Names => [.. SolverCase.All.Select(c => c.Name)];

    [Fact]
    public void All_cases_are_run() => Assert.True(SolverCase.All.Count >= Cases, $"{SolverCase.All.Count} cases");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_verdict_is_the_true_one_and_solutions_hold(string name)
    {
        var theCase = SolverCase.All.Single(c => c.Name == name);
        var index = theCase.ReadIndex();
        foreach (
            var (policy, isSatisfiable) in new[]
            {
                (PreReleasePolicy.Disallow, theCase.IsSatisfiable),
                (PreReleasePolicy.Allow, theCase.IsSatisfiableWithPreReleases),
                (PreReleasePolicy.IfNecessary, theCase.IsSatisfiableWithPreReleases),
            }
        )
        {
            var request = theCase.Request(policy);
            var outcome = Requests.Resolve(request, index);
            if (isSatisfiable)
            {
                var resolved = Assert.IsType<Resolved>(outcome);
                Assert.Empty(new SolutionVerifier(request, index).Faults(resolved));
            }
            else
            {
                Assert.IsType<Conflicting>(outcome);
            }
        }
    }
}
