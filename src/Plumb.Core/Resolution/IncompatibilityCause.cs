namespace Plumb.Resolution;

/// <summary>Why an incompatibility holds.</summary>
public abstract record IncompatibilityCause
{
    private protected IncompatibilityCause() { }
}

/// <summary>What is to be solved must be chosen.</summary>
public sealed record RootCause : IncompatibilityCause;

/// <summary>The candidates of the first term need the package of the second, among the candidates that it names.</summary>
/// <param name="Package">Who needs it, by number.</param>
/// <param name="Needs">What is needed, by number.</param>
/// <param name="Allowed">The candidates of it that will do; none when no version fits.</param>
public sealed record DependencyCause(int Package, int Needs, CandidateSet Allowed) : IncompatibilityCause;

/// <summary>None of the candidates can be used; the provider knows why, each for itself.</summary>
public sealed record UnusableCause : IncompatibilityCause;

/// <summary>It follows from two others (PubGrub, "Conflict resolution").</summary>
/// <param name="Conflict">The one that was broken.</param>
/// <param name="Other">The one that led there.</param>
public sealed record DerivedCause(Incompatibility Conflict, Incompatibility Other) : IncompatibilityCause;
