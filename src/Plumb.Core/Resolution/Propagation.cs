namespace Plumb.Resolution;

/// <summary>
/// Draws what follows from decisions, and learns from conflicts (PubGrub, "Unit propagation" and "Conflict resolution").
/// </summary>
internal sealed class Propagation
{
    public PartialSolution Solution { get; } = new();

    public IncompatibilityStore Store { get; } = new();

    /// <summary>The number of the package that is solved for.</summary>
    public int Root { get; set; }

    public long Steps { get; private set; }

    public int Conflicts { get; private set; }

    public bool HasBacktracked { get; private set; }

    /// <summary>What proves that there is no solution.</summary>
    public Incompatibility? Terminal { get; private set; }

    /// <summary>Draws what follows from the statements about a package; false when there is no solution.</summary>
    public bool Run(int package, DecisionOrder order, CancellationToken cancellation)
    {
        var changed = new List<int> { package };
        while (changed.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var current = changed[^1];
            changed.RemoveAt(changed.Count - 1);
            if (Visit(current, changed) is not { } conflict)
            {
                continue;
            }

            if (Resolve(conflict) is not var (learnt, turned))
            {
                return false;
            }

            order.RecordConflict(turned, learnt.Value);
            changed.Clear();
            changed.Add(turned);
            Solution.Derive(turned, learnt.Value);
            Store.MarkContradicted(learnt, Solution.Level);
        }

        return true;
    }

    /// <summary>Goes back to just before a package was decided, if it is.</summary>
    public void TakeBack(int package)
    {
        if (Solution.DecisionLevelOf(package) is > 1 and var level)
        {
            Backtrack(level - 1);
        }
    }

    // Newest first: what was learnt last is most likely to matter. Gives an incompatibility that is satisfied.
    private StoredIncompatibility? Visit(int package, List<int> changed)
    {
        var incompatibilities = Store.Of(package);
        for (var i = incompatibilities.Count - 1; i >= 0; i--)
        {
            var incompatibility = incompatibilities[i];
            if (incompatibility.IsContradicted)
            {
                continue;
            }

            Steps++;
            var (relation, open) = Solution.RelationOf(incompatibility.Value);
            switch (relation)
            {
                case Relation.Satisfied:
                    return incompatibility;
                case Relation.AlmostSatisfied:
                    if (!changed.Contains(open))
                    {
                        changed.Add(open);
                    }

                    Solution.Derive(open, incompatibility.Value);
                    Store.MarkContradicted(incompatibility, Solution.Level);
                    break;
                case Relation.Contradicted:
                    Store.MarkContradicted(incompatibility, Solution.Level);
                    break;
                default:
                    break;
            }
        }

        return null;
    }

    // Gives what was learnt and the package about which it now says something; null when nothing is left to take back.
    private (StoredIncompatibility Learnt, int Package)? Resolve(StoredIncompatibility conflict)
    {
        Conflicts++;
        var current = conflict.Value;
        while (true)
        {
            if (IsTerminal(current))
            {
                Terminal = current;
                return null;
            }

            var (package, satisfier, previous) = Solution.FindSatisfier(current);
            if (satisfier.Cause is not { } cause || previous < satisfier.Level)
            {
                Backtrack(previous);
                return (ReferenceEquals(current, conflict.Value) ? conflict : Store.Add(current), package);
            }

            current = Incompatibility.Resolve(current, cause, package);
        }
    }

    private bool IsTerminal(Incompatibility incompatibility) =>
        incompatibility.Terms.IsEmpty
        || (incompatibility.Terms is [var (package, term)] && package == Root && term.IsPositive);

    private void Backtrack(int level)
    {
        HasBacktracked = true;
        Solution.Backtrack(level);
        Store.Backtrack(level);
    }
}
