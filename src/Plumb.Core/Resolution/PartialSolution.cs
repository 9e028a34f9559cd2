namespace Plumb.Resolution;

/// <summary>How an incompatibility stands to a partial solution.</summary>
internal enum Relation
{
    /// <summary>More than one of its statements is open.</summary>
    Inconclusive,

    /// <summary>All its statements hold: something must be taken back.</summary>
    Satisfied,

    /// <summary>All hold but one, whose opposite follows.</summary>
    AlmostSatisfied,

    /// <summary>One of its statements cannot hold.</summary>
    Contradicted,
}

/// <summary>
/// What is decided and derived so far, in order (PubGrub, "Partial solution"). Levels count the decisions that stand.
/// </summary>
internal sealed class PartialSolution
{
    private readonly List<PackageAssignment?> _assignments = [];
    private int _order;

    public int Level { get; private set; }

    public Term TogetherOf(int package) => _assignments[package]!.Together;

    public int? DecidedOf(int package) => _assignments[package]?.Decided;

    public int DecisionLevelOf(int package) => _assignments[package]?.DecisionLevel ?? 0;

    /// <summary>The packages that have to be chosen and are not yet.</summary>
    public IEnumerable<int> Undecided
    {
        get
        {
            for (var i = 0; i < _assignments.Count; i++)
            {
                if (_assignments[i] is { Decided: null, Together.IsPositive: true })
                {
                    yield return i;
                }
            }
        }
    }

    /// <summary>The packages that are chosen.</summary>
    public IEnumerable<int> Decided =>
        Enumerable.Range(0, _assignments.Count).Where(i => _assignments[i]?.Decided is not null);

    /// <summary>Makes room for a package, of which nothing is known.</summary>
    public void Add(int universe) => _assignments.Add(new PackageAssignment(Term.Always(universe)));

    public void Derive(int package, Incompatibility cause) =>
        _assignments[package]!.Derive(_order++, Level, cause, cause.TermOf(package)!.Value.Negate());

    public void Decide(int package, int candidate) => _assignments[package]!.Decide(_order++, ++Level, candidate);

    public void Backtrack(int level)
    {
        Level = level;
        foreach (var assignment in _assignments)
        {
            assignment!.Backtrack(level);
        }
    }

    /// <summary>The relation, and the package whose statement is open when all others hold.</summary>
    public (Relation Relation, int Package) RelationOf(Incompatibility incompatibility)
    {
        var open = -1;
        foreach (var (package, term) in incompatibility.Terms)
        {
            var together = _assignments[package]!.Together;
            if (together.Implies(term))
            {
                continue;
            }

            if (together.Excludes(term))
            {
                return (Relation.Contradicted, package);
            }

            if (open >= 0)
            {
                return (Relation.Inconclusive, -1);
            }

            open = package;
        }

        return open < 0 ? (Relation.Satisfied, -1) : (Relation.AlmostSatisfied, open);
    }

    /// <summary>Whether choosing a candidate would at once satisfy an incompatibility.</summary>
    public bool WouldSatisfy(Incompatibility incompatibility, int package, int candidate)
    {
        foreach (var (key, term) in incompatibility.Terms)
        {
            var together = _assignments[key]!.Together;
            if (key == package)
            {
                together = new Term(true, CandidateSet.Single(together.Candidates.Universe, candidate));
            }

            if (!together.Implies(term))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The package whose statement made an incompatibility true at last, what it came from, and the level to go back to: that of the
    /// statement with which, beside this one, it would have been true before.
    /// </summary>
    public (int Package, Satisfier Satisfier, int PreviousLevel) FindSatisfier(Incompatibility incompatibility)
    {
        var package = -1;
        var satisfier = default(Satisfier);
        foreach (var (key, term) in incompatibility.Terms)
        {
            var found = _assignments[key]!.FindFirstExcluding(term.Negate());
            if (package < 0 || found.Order > satisfier.Order)
            {
                (package, satisfier) = (key, found);
            }
        }

        // Level 1 is that of the root, which is never taken back.
        var previous = 1;
        foreach (var (key, term) in incompatibility.Terms)
        {
            var open = term.Negate();
            if (key == package)
            {
                var own = satisfier.Cause is { } cause
                    ? cause.TermOf(package)!.Value.Negate()
                    : _assignments[package]!.DecidedTerm;
                open = own.And(open);
            }

            previous = Math.Max(previous, _assignments[key]!.FindFirstExcluding(open).Level);
        }

        return (package, satisfier, previous);
    }
}
