using CsCheck;
using Plumb.Resolution;
using Xunit;

namespace Plumb.Core.Tests.Resolution;

/// <summary>The solver beside trying every choice, over small made universes of packages that are plain numbers.</summary>
public sealed class SolverPropertyTests
{
    private const int Packages = 5;
    private const int Candidates = 3;
    private const int Choices = 1 << Candidates;

    // For each package and candidate: needs as (package, bits of allowed candidates). Package 0 is the root, with one candidate.
    private static readonly Gen<(int Needs, int Allowed)[][]> _universes = Gen.Select(
            Gen.Int[1, Packages - 1],
            Gen.Int[0, Choices - 1]
        )
        .Array[0, 3]
        .Array[1 + ((Packages - 1) * Candidates)];

    [Fact]
    public void A_solution_is_found_exactly_when_there_is_one_and_it_holds() =>
        _universes.Sample(
            universe =>
            {
                var outcome = new Solver<int>(new Provider(universe), 0).Solve(
                    cancellation: TestContext.Current.CancellationToken
                );
                if (outcome is Solved<int> solved)
                {
                    Assert.True(Holds(universe, solved.Chosen.ToDictionary(c => c.Key, c => c.Value)));
                }
                else
                {
                    Assert.IsType<Unsatisfiable<int>>(outcome);
                    Assert.DoesNotContain(All(), chosen => Holds(universe, chosen));
                }
            },
            iter: 20_000
        );

    [Fact]
    public void Every_step_of_a_proof_follows_from_its_two_grounds() =>
        _universes.Sample(
            universe =>
            {
                if (
                    new Solver<int>(new Provider(universe), 0).Solve(
                        cancellation: TestContext.Current.CancellationToken
                    )
                    is Unsatisfiable<int> { Proof: var proof }
                )
                {
                    var choices = All().ToList();
                    CheckSteps(proof, proof.Conclusion, choices, []);
                }
            },
            iter: 3_000
        );

    private static void CheckSteps(
        Proof<int> proof,
        Incompatibility step,
        List<Dictionary<int, int>> choices,
        HashSet<Incompatibility> seen
    )
    {
        if (seen.Add(step) && step.Cause is DerivedCause cause)
        {
            Assert.All(
                choices,
                c =>
                    Assert.True(
                        !Breaks(proof, step, c) || Breaks(proof, cause.Conflict, c) || Breaks(proof, cause.Other, c)
                    )
            );
            CheckSteps(proof, cause.Conflict, choices, seen);
            CheckSteps(proof, cause.Other, choices, seen);
        }
    }

    private static bool Breaks(Proof<int> proof, Incompatibility step, Dictionary<int, int> chosen) =>
        step.Terms.All(t =>
            (chosen.TryGetValue(proof.Packages[t.Key], out var c) && t.Value.Candidates.Contains(c))
            == t.Value.IsPositive
        );

    private static bool Holds((int Needs, int Allowed)[][] universe, Dictionary<int, int> chosen) =>
        chosen.ContainsKey(0)
        && chosen.All(c =>
            universe[RowOf(c.Key, c.Value)]
                .All(n => chosen.TryGetValue(n.Needs, out var other) && (n.Allowed >> other & 1) != 0)
        );

    // Every package but the root is not chosen, or one of its candidates is.
    private static IEnumerable<Dictionary<int, int>> All()
    {
        var count = (int)Math.Pow(Candidates + 1, Packages - 1);
        for (var i = 0; i < count; i++)
        {
            var chosen = new Dictionary<int, int> { [0] = 0 };
            for (var (p, rest) = (1, i); p < Packages; p++, rest /= Candidates + 1)
            {
                if (rest % (Candidates + 1) is > 0 and var c)
                {
                    chosen[p] = c - 1;
                }
            }

            yield return chosen;
        }
    }

    private static int RowOf(int package, int candidate) =>
        package == 0 ? 0 : 1 + ((package - 1) * Candidates) + candidate;

    private sealed class Provider((int Needs, int Allowed)[][] universe) : IDependencyProvider<int>
    {
        public int? CountCandidates(int package) => package == 0 ? 1 : Candidates;

        public Choice Choose(int package, CandidateSet allowed) => Choice.Of(allowed.Descending().First());

        public IReadOnlyList<Dependency<int>> DependenciesOf(int package, int candidate) =>
            [
                .. universe[RowOf(package, candidate)]
                    .Select(n => new Dependency<int>(
                        n.Needs,
                        CandidateSet.Where(Candidates, c => (n.Allowed >> c & 1) != 0),
                        Pinning.Range
                    )),
            ];

        public int FamilyOf(int package) => package;
    }
}
