namespace Plumb.Resolution;

/// <summary>Everything that a partial solution holds of one package: what was derived, step by step, and what was decided.</summary>
internal sealed class PackageAssignment(Term nothing)
{
    private readonly List<Derivation> _derivations = [];
    private Decision? _decision;

    /// <summary>One derived statement, and what all statements up to it come to.</summary>
    private readonly record struct Derivation(int Order, int Level, Incompatibility Cause, Term Together);

    private sealed record Decision(int Order, int Level, Term Term, int Candidate);

    /// <summary>What all statements come to.</summary>
    public Term Together { get; private set; } = nothing;

    public int? Decided => _decision?.Candidate;

    public int DecisionLevel => _decision?.Level ?? 0;

    public bool IsEmpty => _derivations.Count == 0 && _decision is null;

    public void Derive(int order, int level, Incompatibility cause, Term term)
    {
        Together = Together.And(term);
        _derivations.Add(new Derivation(order, level, cause, Together));
    }

    public void Decide(int order, int level, int candidate)
    {
        Together = new Term(true, CandidateSet.Single(Together.Candidates.Universe, candidate));
        _decision = new Decision(order, level, Together, candidate);
    }

    /// <summary>Forgets what lies above a level.</summary>
    public void Backtrack(int level)
    {
        if (_decision?.Level > level)
        {
            _decision = null;
        }

        var keep = _derivations.Count;
        while (keep > 0 && _derivations[keep - 1].Level > level)
        {
            keep--;
        }

        _derivations.RemoveRange(keep, _derivations.Count - keep);
        Together =
            _decision?.Term
            ?? (keep == 0 ? Term.Always(Together.Candidates.Universe) : _derivations[keep - 1].Together);
    }

    /// <summary>The first statement with which all statements up to it exclude another.</summary>
    public Satisfier FindFirstExcluding(Term other)
    {
        var (low, high) = (0, _derivations.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_derivations[middle].Together.Excludes(other))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        if (low < _derivations.Count)
        {
            var derivation = _derivations[low];
            return new Satisfier(derivation.Order, derivation.Level, derivation.Cause);
        }

        return new Satisfier(_decision!.Order, _decision.Level, null);
    }

    public Term DecidedTerm => _decision!.Term;
}

/// <summary>The statement that first makes something true.</summary>
/// <param name="Order">Its place among all statements of the partial solution.</param>
/// <param name="Level">How many decisions stood when it was made.</param>
/// <param name="Cause">What it was derived from; null for a decision.</param>
internal readonly record struct Satisfier(int Order, int Level, Incompatibility? Cause);
