using System.Collections.Immutable;

namespace Plumb.Environments;

/// <summary>Which environment is meant: <see cref="EnvironmentLocated"/> or <see cref="EnvironmentNotLocated"/>.</summary>
public abstract record LocatedEnvironment
{
    private protected LocatedEnvironment() { }
}

/// <summary>One was chosen.</summary>
/// <param name="Installation">The environment.</param>
/// <param name="Application">The folder of the application that it serves; null when it was named itself.</param>
/// <param name="Why">Why this one, as the end of "looked at PATH, ".</param>
/// <param name="Others">What else would have fitted, in order of preference.</param>
public sealed record EnvironmentLocated(
    PythonInstallation Installation,
    string? Application,
    string Why,
    ImmutableArray<EnvironmentCandidate> Others
) : LocatedEnvironment
{
    /// <summary>What stood before it and is no environment that can be looked at, each with the reason as a sentence.</summary>
    public ImmutableArray<EnvironmentCandidate> PassedOver { get; init; } = [];
}

/// <summary>None was found.</summary>
/// <param name="Reason">One plain sentence.</param>
/// <param name="LookedAt">The places that were tried.</param>
public sealed record EnvironmentNotLocated(string Reason, ImmutableArray<string> LookedAt) : LocatedEnvironment;

/// <summary>A place where an environment seems to lie.</summary>
/// <param name="Path">What to name to choose it.</param>
/// <param name="Why">How it came up.</param>
public sealed record EnvironmentCandidate(string Path, string Why);
