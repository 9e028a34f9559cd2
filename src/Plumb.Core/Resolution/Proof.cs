using System.Collections.Immutable;

namespace Plumb.Resolution;

/// <summary>Why there is no solution: an incompatibility that forbids the root, with all that it was derived from.</summary>
/// <param name="Conclusion">What forbids the root.</param>
/// <param name="Packages">What the packages' numbers mean.</param>
public sealed record Proof<TPackage>(Incompatibility Conclusion, ImmutableArray<TPackage> Packages)
    where TPackage : notnull
{
    /// <summary>What the proof rests on: incompatibilities that were derived from nothing, each once, in the order of the proof.</summary>
    public IEnumerable<Incompatibility> Grounds()
    {
        var seen = new HashSet<Incompatibility>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Incompatibility>([Conclusion]);
        while (open.TryPop(out var current))
        {
            if (!seen.Add(current))
            {
                continue;
            }

            if (current.Cause is DerivedCause derived)
            {
                open.Push(derived.Other);
                open.Push(derived.Conflict);
            }
            else
            {
                yield return current;
            }
        }
    }
}
