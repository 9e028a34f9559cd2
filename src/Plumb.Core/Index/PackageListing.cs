using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Index;

/// <summary>What an index lists under a name (PEP 503, PEP 691).</summary>
public sealed record PackageListing
{
    /// <summary>The package.</summary>
    public required PackageName Name { get; init; }

    /// <summary>True when the index has no such name.</summary>
    public bool IsAbsent { get; init; }

    /// <summary>The versions, ascending, none twice (PEP 440 order).</summary>
    public ImmutableArray<ListedVersion> Versions { get; init; } = [];

    /// <summary>How many versions the real index has besides these; 0 for a whole listing.</summary>
    public int LeftOut { get; init; }
}

/// <summary>One version of a listing.</summary>
public sealed record ListedVersion
{
    /// <summary>The version.</summary>
    public required PythonVersion Version { get; init; }

    /// <summary>Its files, in the order of the listing; can be empty.</summary>
    public ImmutableArray<ListedFile> Files { get; init; } = [];
}
