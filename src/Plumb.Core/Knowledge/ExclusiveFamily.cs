using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Knowledge;

/// <summary>Distributions that bring the same import package, so that only one of them can be whole at a time.</summary>
/// <param name="ImportName">The import package: <c>cv2</c>.</param>
/// <param name="Members">The distributions; at least two.</param>
/// <param name="Effect">What happens when two are installed, as a sentence without a capital or a full stop.</param>
/// <param name="Source">Where it is written.</param>
public sealed record ExclusiveFamily(
    string ImportName,
    ImmutableArray<PackageName> Members,
    string Effect,
    FactSource Source
);
