namespace Plumb.Resolution;

/// <summary>What a solver asks about packages. Answers are values and never change; what is not known yet makes the solver stop.</summary>
/// <typeparam name="TPackage">What names a package.</typeparam>
public interface IDependencyProvider<TPackage>
    where TPackage : notnull
{
    /// <summary>How many candidates a package has, usable or not; null when that is not known yet.</summary>
    int? CountCandidates(TPackage package);

    /// <summary>The best usable one of some candidates.</summary>
    Choice Choose(TPackage package, CandidateSet allowed);

    /// <summary>What a candidate that was chosen needs, in the order of its metadata; null when that is not known yet.</summary>
    IReadOnlyList<Dependency<TPackage>>? DependenciesOf(TPackage package, int candidate);

    /// <summary>Whether two packages are one to a person, as a distribution and its extras are: they are decided together.</summary>
    TPackage FamilyOf(TPackage package);
}

/// <summary>Which candidate of a package a provider prefers.</summary>
/// <param name="Kind">Whether there is one.</param>
/// <param name="Candidate">The chosen candidate.</param>
/// <param name="Unusable">Without one: every candidate known to be unusable, those that were asked for among them.</param>
public readonly record struct Choice(ChoiceKind Kind, int Candidate, CandidateSet Unusable)
{
    /// <summary>What is not known yet decides.</summary>
    public static Choice Pending { get; } = new(ChoiceKind.Pending, -1, default);

    /// <summary>A candidate.</summary>
    public static Choice Of(int candidate) => new(ChoiceKind.Chosen, candidate, default);

    /// <summary>None can be used.</summary>
    public static Choice None(CandidateSet unusable) => new(ChoiceKind.None, -1, unusable);
}

/// <summary>Whether a provider has a candidate.</summary>
public enum ChoiceKind
{
    /// <summary>It cannot be told yet.</summary>
    Pending,

    /// <summary>One is chosen.</summary>
    Chosen,

    /// <summary>None is usable.</summary>
    None,
}

/// <summary>What a candidate needs.</summary>
/// <param name="Package">The needed package.</param>
/// <param name="Allowed">The candidates of it that will do.</param>
/// <param name="Pinning">How tightly it was asked for, which tells how early it is decided.</param>
public readonly record struct Dependency<TPackage>(TPackage Package, CandidateSet Allowed, Pinning Pinning);

/// <summary>How tightly a package was asked for.</summary>
public enum Pinning
{
    /// <summary>By a range.</summary>
    Range,

    /// <summary>To one version.</summary>
    Version,

    /// <summary>To one place.</summary>
    Url,
}
