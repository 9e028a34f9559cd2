using System.Collections.Immutable;
using Plumb.Index;

namespace Plumb.Resolution;

/// <summary>Whether one version of a package can be used.</summary>
/// <param name="Metadata">The metadata of what would be used; null when nothing can be.</param>
/// <param name="File">The file that would be used; null without one, or when the package comes from a URL.</param>
/// <param name="Rejections">The reasons against its other files, or against all of them.</param>
public sealed record CandidateVerdict(CoreMetadata? Metadata, ListedFile? File, ImmutableArray<Rejection> Rejections)
{
    /// <summary>True when it can be used.</summary>
    public bool IsUsable => Metadata is not null;
}
