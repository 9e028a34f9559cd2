using System.Collections.Immutable;

namespace Plumb.Knowledge;

/// <summary>Families of distributions that bring the same import package (<c>knowledge/exclusive-families.toml</c>).</summary>
public sealed record ExclusiveFamilies(ImmutableArray<ExclusiveFamily> Families)
{
    /// <summary>Those that Plumb ships.</summary>
    public static ExclusiveFamilies Embedded { get; } = new([]);
}

/// <summary>Distributions of which only one can be whole in an environment.</summary>
/// <param name="Import">The import package that they share.</param>
/// <param name="Members">Normalised names.</param>
/// <param name="Effect">What happens when two are installed, as the end of a sentence.</param>
/// <param name="Source">Where that can be checked.</param>
/// <param name="Grade">How far it can be trusted.</param>
public sealed record ExclusiveFamily(
    string Import,
    ImmutableArray<string> Members,
    string Effect,
    string Source,
    Grade Grade
);
