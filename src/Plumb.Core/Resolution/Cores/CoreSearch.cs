using System.Collections.Immutable;
using Plumb.Index;

namespace Plumb.Resolution.Cores;

/// <summary>How much work a search for cores may be.</summary>
/// <param name="MaxSolves">How many resolutions in all.</param>
/// <param name="MaxStepsEach">How much work each (<see cref="Solver{TPackage}.Steps"/>).</param>
public readonly record struct CoreSearchLimits(int MaxSolves = 400, long MaxStepsEach = 2_000_000);

/// <summary>
/// Finds every minimal set of requirements that cannot be met. Requirements that fail alone come first; the others are found by a tree
/// of hitting sets (R. Reiter, "A theory of diagnosis from first principles", 1987): what is left when every known core has lost a
/// requirement is either met, or holds a core that is not known yet.
/// </summary>
/// <remarks>A subset is minimal because leaving out any of its requirements was tried. Policies that look at what is required directly,
/// such as those on withdrawn versions, look at the subset.</remarks>
public sealed class CoreSearch
{
    private readonly SubsetOracle _oracle;
    private readonly int _count;
    private readonly List<ImmutableArray<int>> _cores = [];
    private readonly List<ImmutableArray<int>> _removals = [];
    private bool _isComplete;

    /// <summary>Sets out to explain a request that cannot be met.</summary>
    public CoreSearch(ResolutionRequest request, IPackageIndex index, CoreSearchLimits? limits = null)
    {
        _oracle = new SubsetOracle(request, index, limits ?? new CoreSearchLimits(400, 2_000_000));
        _count = request.Requirements.Length;
    }

    /// <summary>Searches. Nothing is found for a request that can be met.</summary>
    public CoreSearchOutcome Find(CancellationToken cancellation = default)
    {
        _oracle.Begin();
        _isComplete = true;
        _cores.Clear();
        _removals.Clear();
        for (var i = 0; i < _count; i++)
        {
            if (Judge([i], cancellation) is { Kind: SubsetVerdictKind.Conflicting })
            {
                _cores.Add([i]);
            }
        }

        Explore([.. _cores.Select(c => c[0])], cancellation);
        return _oracle.Needs is { } needs
            ? new CoresNeedIndex(needs)
            : new ConflictCores(InOrder(_cores), InOrder(Minimal(_removals)), _isComplete, _oracle.Solves);
    }

    // Breadth first, so that small removals are found before larger ones.
    private void Explore(ImmutableArray<int> start, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<ImmutableArray<int>>([start]);
        while (_isComplete && open.TryDequeue(out var removed))
        {
            if (_removals.Exists(r => r.All(removed.Contains)))
            {
                continue;
            }

            var core = _cores.Find(c => !c.Any(removed.Contains));
            if (core.IsDefault && !TryFindCore(removed, cancellation, out core))
            {
                continue;
            }

            foreach (var requirement in core)
            {
                ImmutableArray<int> next = [.. removed.Add(requirement).Order()];
                if (seen.Add(string.Join(',', next)))
                {
                    open.Enqueue(next);
                }
            }
        }
    }

    private bool TryFindCore(ImmutableArray<int> removed, CancellationToken cancellation, out ImmutableArray<int> core)
    {
        core = default;
        ImmutableArray<int> rest = [.. Enumerable.Range(0, _count).Where(i => !removed.Contains(i))];
        switch (Judge(rest, cancellation))
        {
            case { Kind: SubsetVerdictKind.Satisfiable }:
                _removals.Add(removed);
                return false;
            case { Kind: SubsetVerdictKind.Conflicting, Roots: var roots }:
                core = Shrink(roots, cancellation);
                if (!_isComplete)
                {
                    // Something in it may not be needed: it must not be told as a core.
                    return false;
                }

                _cores.Add(core);
                return true;
            default:
                return false;
        }
    }

    // Leaves out one after the other what is not needed for the conflict (deletion-based shrinking).
    private ImmutableArray<int> Shrink(ImmutableArray<int> core, CancellationToken cancellation)
    {
        for (var i = core.Length - 1; i >= 0 && core.Length > 1; i--)
        {
            if (Judge(core.RemoveAt(i), cancellation) is { Kind: SubsetVerdictKind.Conflicting, Roots: var roots })
            {
                // What was kept so far stays; of what comes before, the proof may have dropped some.
                (core, i) = (roots, roots.Count(r => r < core[i]));
            }
        }

        return core;
    }

    private SubsetVerdict? Judge(ImmutableArray<int> subset, CancellationToken cancellation)
    {
        var verdict = _oracle.Judge(subset, cancellation);
        _isComplete &= verdict is not (null or { Kind: SubsetVerdictKind.Open });
        return verdict;
    }

    private static IEnumerable<ImmutableArray<int>> Minimal(List<ImmutableArray<int>> sets) =>
        sets.Where(s => !sets.Exists(o => o.Length < s.Length && o.All(s.Contains)));

    private static ImmutableArray<ImmutableArray<int>> InOrder(IEnumerable<ImmutableArray<int>> sets) =>
        [.. sets.OrderBy(s => s.Length).ThenBy(s => s, Comparer<ImmutableArray<int>>.Create(Compare))];

    private static int Compare(ImmutableArray<int> left, ImmutableArray<int> right) =>
        left.AsSpan().SequenceCompareTo(right.AsSpan());
}
