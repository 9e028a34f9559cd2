using System.Collections.Immutable;
using Plumb.Index;
using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>What is to be solved, and under which rules. The defaults are those of uv.</summary>
public sealed record ResolutionRequest
{
    /// <summary>The requirements, in the order in which they were written: earlier ones are decided earlier.</summary>
    public required ImmutableArray<Requirement> Requirements { get; init; }

    /// <summary>The Python that is solved for.</summary>
    public required ResolutionTarget Target { get; init; }

    /// <summary>What holds for packages that are needed anyway.</summary>
    public ImmutableArray<Requirement> Constraints { get; init; } = [];

    /// <summary>What stands in the place of every requirement of the same name.</summary>
    public ImmutableArray<Requirement> Overrides { get; init; } = [];

    /// <summary>Packages that count as not needed, whoever asks for them.</summary>
    public ImmutableHashSet<PackageName> Excludes { get; init; } = [];

    /// <summary>Which of the fitting versions is taken.</summary>
    public VersionPreference Preference { get; init; }

    /// <summary>When pre-releases are taken.</summary>
    public PreReleasePolicy PreReleases { get; init; }

    /// <summary>Packages for which another policy holds.</summary>
    public ImmutableDictionary<PackageName, PreReleasePolicy> PreReleaseExceptions { get; init; } =
        ImmutableDictionary<PackageName, PreReleasePolicy>.Empty;

    /// <summary>Whether Requires-Python may forbid newer Pythons.</summary>
    public UpperBoundPolicy UpperBounds { get; init; }

    /// <summary>Which kinds of files may be used.</summary>
    public BuildPolicy Builds { get; init; } = BuildPolicy.Any;

    /// <summary>
    /// Whether a version with a wheel for the target is taken before a newer one that has to be built: an old source distribution is often
    /// one that cannot be built any more.
    /// </summary>
    public bool PrefersWheels { get; init; }

    /// <summary>Files uploaded at this time or later do not count, nor those without a time; null for all.</summary>
    public DateTimeOffset? ExcludeNewer { get; init; }

    /// <summary>Versions that are taken where they fit, such as those of a lock.</summary>
    public ImmutableDictionary<PackageName, PythonVersion> Preferred { get; init; } =
        ImmutableDictionary<PackageName, PythonVersion>.Empty;

    /// <summary>What lies behind the URLs of requirements; one that is not here is unknown.</summary>
    public ImmutableDictionary<string, DirectSource> Sources { get; init; } =
        ImmutableDictionary<string, DirectSource>.Empty;

    /// <summary>When pre-releases of a package are taken.</summary>
    public PreReleasePolicy PreReleasesOf(PackageName name) =>
        PreReleaseExceptions.TryGetValue(name, out var policy) ? policy : PreReleases;
}

/// <summary>The distribution that a URL leads to.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Metadata">Its metadata.</param>
public sealed record DirectSource(PythonVersion Version, CoreMetadata Metadata);
