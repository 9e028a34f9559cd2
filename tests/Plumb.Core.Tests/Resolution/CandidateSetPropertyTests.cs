using CsCheck;
using Plumb.Resolution;
using Xunit;

namespace Plumb.Core.Tests.Resolution;

/// <summary>Sets and statements beside plain membership, across the borders of machine words.</summary>
public sealed class CandidateSetPropertyTests
{
    private static readonly Gen<(CandidateSet Left, CandidateSet Right)> _pairs = Gen.Int[0, 200]
        .SelectMany(n => Gen.Select(Gen.Bool.Array[n], Gen.Bool.Array[n]))
        .Select((a, b) => (Of(a), Of(b)));

    private static readonly Gen<(Term Left, Term Right)> _terms = Gen.Select(_pairs, Gen.Bool, Gen.Bool)
        .Select((pair, a, b) => (new Term(a, pair.Left), new Term(b, pair.Right)));

    [Fact]
    public void Set_operations_are_those_of_membership() =>
        _pairs.Sample(
            (a, b) =>
            {
                var all = Enumerable.Range(0, a.Universe).ToList();
                Assert.Equal(all.Where(i => a.Contains(i) || b.Contains(i)), a.Union(b).Ascending());
                Assert.Equal(all.Where(i => a.Contains(i) && b.Contains(i)), a.Intersect(b).Ascending());
                Assert.Equal(all.Where(i => a.Contains(i) && !b.Contains(i)), a.Except(b).Ascending());
                Assert.Equal(all.Where(i => !a.Contains(i)), a.Complement().Ascending());
                Assert.Equal(all.TrueForAll(i => !a.Contains(i) || b.Contains(i)), a.IsSubsetOf(b));
                Assert.Equal(all.TrueForAll(i => !a.Contains(i) || !b.Contains(i)), a.IsDisjointFrom(b));
                Assert.Equal(all.Count(a.Contains), a.Count);
                Assert.Equal(a.Count == 0, a.IsEmpty);
                Assert.Equal(a.Ascending().Reverse(), a.Descending());
                Assert.Equal(a, a.Complement().Complement());
            }
        );

    [Fact]
    public void Statements_hold_for_what_their_parts_hold_for() =>
        _terms.Sample(
            (a, b) =>
            {
                // The last possibility is that the package is not chosen.
                var possible = Enumerable.Range(0, a.Candidates.Universe + 1).ToList();
                Assert.All(possible, i => Assert.Equal(Holds(a, i) && Holds(b, i), Holds(a.And(b), i)));
                Assert.All(possible, i => Assert.Equal(Holds(a, i) || Holds(b, i), Holds(a.Or(b), i)));
                Assert.All(possible, i => Assert.NotEqual(Holds(a, i), Holds(a.Negate(), i)));
                Assert.Equal(possible.TrueForAll(i => !Holds(a, i) || Holds(b, i)), a.Implies(b) || a.HoldsNever);
                Assert.Equal(possible.TrueForAll(i => !Holds(a, i) || !Holds(b, i)), a.Excludes(b));
            }
        );

    private static bool Holds(Term term, int choice) =>
        (choice < term.Candidates.Universe && term.Candidates.Contains(choice)) == term.IsPositive;

    private static CandidateSet Of(bool[] members) => CandidateSet.Where(members.Length, i => members[i]);
}
