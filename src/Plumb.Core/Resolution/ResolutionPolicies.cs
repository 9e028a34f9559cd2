using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>Which of the fitting versions is taken.</summary>
public enum VersionPreference
{
    /// <summary>The highest.</summary>
    Highest,

    /// <summary>The lowest.</summary>
    Lowest,

    /// <summary>The lowest of what is required directly, the highest of the rest.</summary>
    LowestDirect,
}

/// <summary>When pre-releases are taken.</summary>
public enum PreReleasePolicy
{
    /// <summary>When every stable version that fits is rejected (uv since 2026, also under its older name if-necessary-or-explicit).</summary>
    IfNecessary,

    /// <summary>As <see cref="IfNecessary"/> where a direct requirement names one, and never elsewhere.</summary>
    Explicit,

    /// <summary>
    /// As if they were stable where a direct requirement names one or a package has nothing else, and never elsewhere: how installers
    /// read PEP 440 before 2026.
    /// </summary>
    ExplicitOrNothingElse,

    /// <summary>As if they were stable.</summary>
    Allow,

    /// <summary>Never.</summary>
    Disallow,
}

/// <summary>Whether Requires-Python may forbid newer Pythons.</summary>
public enum UpperBoundPolicy
{
    /// <summary>Only its lower end counts, as for uv: an upper end is a guess of its time.</summary>
    Ignore,

    /// <summary>All of it counts, as for pip.</summary>
    Honour,
}

/// <summary>Which kinds of files may be used. A package that is named is an exception from what holds for all of the other kind.</summary>
public sealed record BuildPolicy
{
    /// <summary>Wheels and source distributions.</summary>
    public static BuildPolicy Any { get; } = new();

    /// <summary>No source distributions.</summary>
    public bool NoBuild { get; init; }

    /// <summary>No source distributions of these.</summary>
    public ImmutableHashSet<PackageName> NoBuildOf { get; init; } = [];

    /// <summary>No wheels.</summary>
    public bool NoBinary { get; init; }

    /// <summary>No wheels of these.</summary>
    public ImmutableHashSet<PackageName> NoBinaryOf { get; init; } = [];

    /// <summary>Whether a source distribution of a package may be built.</summary>
    public bool MayBuild(PackageName name) => !NoBuildOf.Contains(name) && (!NoBuild || NoBinaryOf.Contains(name));

    /// <summary>Whether wheels of a package may be used.</summary>
    public bool MayUseWheels(PackageName name) => !NoBinaryOf.Contains(name) && (!NoBinary || NoBuildOf.Contains(name));
}
