using System.Collections.Immutable;
using Plumb.Index;

namespace Plumb.Resolution.Explanations;

/// <summary>
/// Finds a proof that rests on as few needs as possible: a need is left out when the rest is in conflict without it (deletion-based
/// shrinking). A proof as it was found tells of every way that was tried.
/// </summary>
internal sealed class ProofReducer(ResolutionRequest request, IPackageIndex index)
{
    private const int MostSolves = 150;
    private const long MostSteps = 200_000;

    /// <summary>The smaller proof; the one that was given where the bound on work is reached at once.</summary>
    public Conflicting Reduce(Conflicting whole, CancellationToken cancellation)
    {
        var (best, kept) = (whole, NeedsOf(whole));
        if (Solve(kept, cancellation) is { } first)
        {
            (best, kept) = (first, NeedsOf(first));
        }

        // The last ones are the furthest from what is required directly.
        var open = new Stack<Need>(kept);
        for (var solves = 0; solves < MostSolves && open.TryPop(out var need); solves++)
        {
            if (kept.Contains(need) && Solve(kept.Remove(need), cancellation) is { } smaller)
            {
                (best, kept) = (smaller, NeedsOf(smaller));
            }
        }

        return best;
    }

    private Conflicting? Solve(ImmutableHashSet<Need> kept, CancellationToken cancellation) =>
        new Resolver(request, new NarrowedIndex(index, kept)).Resolve(MostSteps, cancellation) as Conflicting;

    private static ImmutableHashSet<Need> NeedsOf(Conflicting conflict)
    {
        var packages = conflict.Proof.Packages;
        return
        [
            .. from cause in conflict.Proof.Grounds().Select(g => g.Cause).OfType<DependencyCause>()
            let need = new Need(packages[cause.Package].Name, packages[cause.Needs].Name)
            where !need.Of.IsEmpty && need.Of != need.On
            select need,
        ];
    }
}
