using System.Collections.Immutable;

namespace Plumb.Resolution.Explanations;

/// <summary>What a proof rests on, by package: who needs what, what cannot be used, and which candidates are left by then.</summary>
internal sealed class ConflictGraph
{
    private readonly Dictionary<int, CandidateSet> _left = [];

    public ConflictGraph(Proof<PackageNode> proof)
    {
        Packages = proof.Packages;
        var grounds = proof.Grounds().ToList();
        Needs =
        [
            .. from ground in grounds
            where ground.Cause is DependencyCause
            let cause = (DependencyCause)ground.Cause
            select new GroundedNeed(cause.Package, cause.Needs, SetOf(ground, cause.Package), cause.Allowed),
        ];
        Unusable =
        [
            .. from ground in grounds
            where ground is { Cause: UnusableCause, Terms.Length: 1 }
            select (ground.Terms[0].Key, ground.Terms[0].Value.Candidates),
        ];
        Propagate();
    }

    /// <summary>What the packages' numbers mean.</summary>
    public ImmutableArray<PackageNode> Packages { get; }

    /// <summary>Who needs what, in the order of the proof.</summary>
    public ImmutableArray<GroundedNeed> Needs { get; }

    /// <summary>Candidates that cannot be used, by the number of their package.</summary>
    public ImmutableArray<(int Package, CandidateSet Candidates)> Unusable { get; }

    /// <summary>The candidates of a package that everything that leads to it lets through; null when nothing leads to it.</summary>
    public CandidateSet? LeftOf(int package) => _left.TryGetValue(package, out var set) ? set : null;

    /// <summary>The packages of which no version fits everyone who needs them.</summary>
    public IEnumerable<int> Clashes => _left.Where(p => p.Value.IsEmpty).Select(p => p.Key);

    /// <summary>The packages in the order in which they are reached from the requirements.</summary>
    public IEnumerable<int> InOrder()
    {
        var seen = new HashSet<int>();
        var open = new Queue<int>(Enumerable.Range(0, Packages.Length).Where(p => Packages[p].IsRoot));
        while (open.TryDequeue(out var package))
        {
            if (seen.Add(package))
            {
                yield return package;
                foreach (var need in Needs.Where(n => n.Of == package))
                {
                    open.Enqueue(need.On);
                }
            }
        }
    }

    // What is left of a package shrinks with what is left of those that need it; each round may shrink more.
    private void Propagate()
    {
        var order = InOrder().ToList();
        for (var (round, changes) = (0, true); changes && round < order.Count; round++)
        {
            changes = false;
            foreach (var of in order)
            {
                foreach (var on in Needs.Where(n => n.Of == of).Select(n => n.On).Distinct())
                {
                    changes |= Narrow(of, on);
                }
            }
        }
    }

    private bool Narrow(int of, int on)
    {
        var needs = Needs.Where(n => n.Of == of && n.On == on).ToList();
        var universe = needs[0].Allowed.Universe;
        var before = LeftOf(on) ?? CandidateSet.All(universe);
        var of0 = Packages[of].IsRoot
            ? CandidateSet.All(1)
            : LeftOf(of) ?? CandidateSet.All(needs[0].Candidates.Universe);
        var allowed = CandidateSet.None(universe);
        foreach (var candidate in of0.Ascending())
        {
            var own = CandidateSet.All(universe);
            foreach (var need in needs.Where(n => n.Candidates.Contains(candidate)))
            {
                own = own.Intersect(need.Allowed);
            }

            allowed = allowed.Union(own);
        }

        var after = of0.IsEmpty ? before : before.Intersect(allowed);
        _left[on] = after;
        return after != before;
    }

    private static CandidateSet SetOf(Incompatibility ground, int package)
    {
        foreach (var (key, term) in ground.Terms)
        {
            if (key == package)
            {
                return term.Candidates;
            }
        }

        return CandidateSet.All(1);
    }
}

/// <summary>Candidates of one package that need another in some of its versions.</summary>
/// <param name="Of">Who needs it, by number.</param>
/// <param name="On">What is needed, by number.</param>
/// <param name="Candidates">The candidates that need it.</param>
/// <param name="Allowed">The candidates that will do.</param>
internal readonly record struct GroundedNeed(int Of, int On, CandidateSet Candidates, CandidateSet Allowed);
