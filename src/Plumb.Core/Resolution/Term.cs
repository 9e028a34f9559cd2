namespace Plumb.Resolution;

/// <summary>
/// A statement about one package: positive, "one of these candidates is chosen"; negative, "none of these is chosen", which also holds
/// when the package is not chosen at all. (PubGrub, "Term".)
/// </summary>
/// <param name="IsPositive">Whether one of the candidates is chosen, or none of them.</param>
/// <param name="Candidates">The candidates.</param>
public readonly record struct Term(bool IsPositive, CandidateSet Candidates)
{
    /// <summary>The statement that always holds: nothing is known.</summary>
    public static Term Always(int universe) => new(false, CandidateSet.None(universe));

    /// <summary>True when it holds whatever is chosen.</summary>
    public bool HoldsAlways => !IsPositive && Candidates.IsEmpty;

    /// <summary>True when it cannot hold.</summary>
    public bool HoldsNever => IsPositive && Candidates.IsEmpty;

    /// <summary>The opposite statement.</summary>
    public Term Negate() => this with { IsPositive = !IsPositive };

    /// <summary>Both statements.</summary>
    public Term And(Term other) =>
        (IsPositive, other.IsPositive) switch
        {
            (true, true) => new Term(true, Candidates.Intersect(other.Candidates)),
            (true, false) => new Term(true, Candidates.Except(other.Candidates)),
            (false, true) => new Term(true, other.Candidates.Except(Candidates)),
            _ => new Term(false, Candidates.Union(other.Candidates)),
        };

    /// <summary>One of the statements, or both.</summary>
    public Term Or(Term other) => Negate().And(other.Negate()).Negate();

    /// <summary>Whether the other statement holds wherever this one does.</summary>
    public bool Implies(Term other) =>
        (IsPositive, other.IsPositive) switch
        {
            (true, true) => Candidates.IsSubsetOf(other.Candidates),
            (true, false) => Candidates.IsDisjointFrom(other.Candidates),
            (false, true) => false,
            _ => other.Candidates.IsSubsetOf(Candidates),
        };

    /// <summary>Whether the two statements cannot hold together.</summary>
    public bool Excludes(Term other) =>
        (IsPositive, other.IsPositive) switch
        {
            (true, true) => Candidates.IsDisjointFrom(other.Candidates),
            (true, false) => Candidates.IsSubsetOf(other.Candidates),
            (false, true) => other.Candidates.IsSubsetOf(Candidates),
            _ => false,
        };
}
