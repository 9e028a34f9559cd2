using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Index;

/// <summary>What a file's METADATA says of its needs (core metadata 2.x).</summary>
public sealed record CoreMetadata
{
    /// <summary>Requires-Dist, read leniently as installers do.</summary>
    public ImmutableArray<Requirement> RequiresDist { get; init; } = [];

    /// <summary>Lines of Requires-Dist that even lenient reading does not understand; a version with one cannot be used.</summary>
    public ImmutableArray<string> Unreadable { get; init; } = [];

    /// <summary>Provides-Extra, normalised.</summary>
    public ImmutableArray<string> ProvidesExtra { get; init; } = [];

    /// <summary>Requires-Python as written; null when there is none.</summary>
    public string? RequiresPython { get; init; }

    /// <summary>True when it came out of a source distribution, by building it or because it is static there (PEP 643).</summary>
    public bool IsFromSource { get; init; }

    /// <summary>Reads the fields as they are written in METADATA.</summary>
    public static CoreMetadata Read(
        IEnumerable<string> requiresDist,
        IEnumerable<string> providesExtra,
        string? requiresPython,
        bool isFromSource = false
    )
    {
        var requirements = ImmutableArray.CreateBuilder<Requirement>();
        var unreadable = ImmutableArray.CreateBuilder<string>();
        foreach (var line in requiresDist)
        {
            if (LenientReader.TryReadRequirement(line, out var requirement, out _, out _))
            {
                requirements.Add(requirement);
            }
            else
            {
                unreadable.Add(line);
            }
        }

        return new CoreMetadata
        {
            RequiresDist = requirements.DrainToImmutable(),
            Unreadable = unreadable.DrainToImmutable(),
            ProvidesExtra = [.. providesExtra.Select(PackageName.Normalize)],
            RequiresPython = requiresPython,
            IsFromSource = isFromSource,
        };
    }
}
