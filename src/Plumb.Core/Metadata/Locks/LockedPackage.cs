using System.Collections.Immutable;
using Plumb.Python;
using Plumb.Text;

namespace Plumb.Metadata.Locks;

/// <summary>A package of a lock file at one version.</summary>
public sealed record LockedPackage
{
    /// <summary>The distribution.</summary>
    public required PackageName Name { get; init; }

    /// <summary>The version; null where the source decides it, or where it is no version (see <see cref="VersionText"/>).</summary>
    public PythonVersion? Version { get; init; }

    /// <summary>The version as written; null when there is none.</summary>
    public string? VersionText { get; init; }

    /// <summary>Where it comes from.</summary>
    public required LockedSource Source { get; init; }

    /// <summary>When it is installed; null for always. uv has this on dependencies instead.</summary>
    public Marker? Marker { get; init; }

    /// <summary>When it is installed as a member of a group, where that differs by group (poetry).</summary>
    public ImmutableDictionary<string, Marker> GroupMarkers { get; init; } = ImmutableDictionary<string, Marker>.Empty;

    /// <summary>
    /// The parts of the resolution that this version was found for, one of which holds where it is used; empty where there is only
    /// one version, or the lock has no such thing (uv's <c>resolution-markers</c>).
    /// </summary>
    public ImmutableArray<Marker> Forks { get; init; } = [];

    /// <summary>The versions of Python that it is for; null when the lock does not say.</summary>
    public VersionSpecifiers? RequiresPython { get; init; }

    /// <summary>It is installed only when an extra asks for it (poetry).</summary>
    public bool IsOptional { get; init; }

    /// <summary>The files to install from: wheels first, then source distributions and archives.</summary>
    public ImmutableArray<LockedFile> Files { get; init; } = [];

    /// <summary>What it needs, with the extra or group under which each counts.</summary>
    public ImmutableArray<LockedDependency> Dependencies { get; init; } = [];

    /// <summary>The extras with which it is installed (Pipfile), normalised.</summary>
    public ImmutableArray<string> ActiveExtras { get; init; } = [];

    /// <summary>The groups of the project that it belongs to (poetry, Pipfile), normalised; empty where the lock has no such thing.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>The groups that are installed when none is named, where this package is a project of its own (uv), normalised.</summary>
    public ImmutableArray<string> DefaultGroups { get; init; } = [];

    /// <summary>Where its entry begins.</summary>
    public required Location Location { get; init; }
}

/// <summary>What a locked package needs.</summary>
/// <param name="Name">The distribution.</param>
public sealed record LockedDependency(PackageName Name)
{
    /// <summary>The version where the lock tells several of one name apart by it (uv); null otherwise.</summary>
    public string? Version { get; init; }

    /// <summary>The source where the lock tells several of one name apart by it (uv); null otherwise.</summary>
    public LockedSource? Source { get; init; }

    /// <summary>The versions that were asked for, as written in the tool's own notation; null when the lock does not say.</summary>
    public string? Constraint { get; init; }

    /// <summary>When it counts; null for always.</summary>
    public Marker? Marker { get; init; }

    /// <summary>The extras of the dependency that are asked for, normalised.</summary>
    public ImmutableArray<string> Extras { get; init; } = [];

    /// <summary>The extra of the dependent under which it counts, normalised; null for always.</summary>
    public string? UnderExtra { get; init; }

    /// <summary>The dependency group under which it counts, normalised; null for always.</summary>
    public string? UnderGroup { get; init; }
}

/// <summary>A file of a locked package.</summary>
/// <param name="Name">The file name; null when the lock gives none.</param>
/// <param name="Url">Where it is fetched from, or its path; null when only the name is known.</param>
/// <param name="Size">In bytes; null when not given.</param>
/// <param name="Hashes">Digests in hexadecimal by algorithm ("sha256"); empty when not given.</param>
public sealed record LockedFile(string? Name, string? Url, long? Size, ImmutableSortedDictionary<string, string> Hashes)
{
    /// <summary>True for wheels, by their file names.</summary>
    public bool IsWheel => Name?.EndsWith(".whl", StringComparison.OrdinalIgnoreCase) ?? false;
}
