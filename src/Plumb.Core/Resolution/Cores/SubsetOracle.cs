using System.Collections.Immutable;
using Plumb.Index;

namespace Plumb.Resolution.Cores;

/// <summary>Solves subsets of the requirements of a request, each once.</summary>
internal sealed class SubsetOracle(ResolutionRequest request, IPackageIndex index, CoreSearchLimits limits)
{
    private readonly Dictionary<string, SubsetVerdict> _verdicts = new(StringComparer.Ordinal);

    public int Solves { get; private set; }

    /// <summary>What the index has to be asked before some subsets can be judged; null when it knows enough.</summary>
    public NeedsIndex? Needs { get; private set; }

    /// <summary>
    /// The verdict on a subset, given as ascending positions; null when the bound on resolutions is reached, or the index does not know
    /// enough yet.
    /// </summary>
    public SubsetVerdict? Judge(ImmutableArray<int> subset, CancellationToken cancellation)
    {
        var key = string.Join(',', subset);
        if (_verdicts.TryGetValue(key, out var known))
        {
            return known;
        }

        if (Solves >= limits.MaxSolves)
        {
            return null;
        }

        var part = request with { Requirements = [.. subset.Select(i => request.Requirements[i])] };
        var outcome = new Resolver(part, index).Resolve(limits.MaxStepsEach, cancellation);
        if (outcome is NeedsIndex needs)
        {
            Needs = Needs is null
                ? needs
                : new NeedsIndex([.. Needs.Listings.Union(needs.Listings)], [.. Needs.Metadata.Union(needs.Metadata)]);
            return null;
        }

        Solves++;
        return _verdicts[key] = outcome switch
        {
            Resolved => SubsetVerdict.Satisfiable,
            Conflicting conflict => new SubsetVerdict(SubsetVerdictKind.Conflicting, RootsOf(conflict, part, subset)),
            _ => SubsetVerdict.Open,
        };
    }

    /// <summary>Counts the resolutions from here and forgets what was needed; verdicts are kept.</summary>
    public void Begin() => (Solves, Needs) = (0, null);

    // The requirements that a proof rests on are in conflict by themselves: most of a large request falls away at once.
    private static ImmutableArray<int> RootsOf(Conflicting conflict, ResolutionRequest part, ImmutableArray<int> subset)
    {
        var proof = conflict.Proof;
        var names = proof
            .Grounds()
            .Select(g => g.Cause)
            .OfType<DependencyCause>()
            .Where(c => proof.Packages[c.Package].IsRoot)
            .Select(c => proof.Packages[c.Needs].Name)
            .ToHashSet();
        return [.. subset.Where((_, i) => names.Contains(part.Requirements[i].Name))];
    }
}

/// <summary>Whether some of the requirements can be met.</summary>
/// <param name="Kind">Whether they can.</param>
/// <param name="Roots">For a conflict, the positions of requirements that are in conflict by themselves; not yet minimal.</param>
internal sealed record SubsetVerdict(SubsetVerdictKind Kind, ImmutableArray<int> Roots)
{
    public static SubsetVerdict Satisfiable { get; } = new(SubsetVerdictKind.Satisfiable, []);

    public static SubsetVerdict Open { get; } = new(SubsetVerdictKind.Open, []);
}

/// <summary>Whether some of the requirements can be met.</summary>
internal enum SubsetVerdictKind
{
    Satisfiable,
    Conflicting,

    /// <summary>The bound on the work of one resolution came first.</summary>
    Open,
}
