using System.Collections.Immutable;

namespace Plumb.Resolution;

/// <summary>
/// Finds a candidate for every package that a root needs, or proves that there is none: the PubGrub algorithm (N. Weizenbaum, "PubGrub:
/// Next-Generation Version Solving", 2018, and the solver documentation of Dart's pub). It knows nothing of what packages are.
/// </summary>
/// <remarks>Not safe for many threads. A solver that stopped for want of data goes on where it stopped.</remarks>
public sealed class Solver<TPackage>
    where TPackage : notnull
{
    private readonly IDependencyProvider<TPackage> _provider;
    private readonly Propagation _propagation = new();
    private readonly DecisionOrder _order = new();
    private readonly List<TPackage> _packages = [];
    private readonly Dictionary<TPackage, int> _numbers = [];
    private readonly Dictionary<TPackage, int> _families = [];
    private readonly HashSet<(int Package, int Candidate)> _expanded = [];
    private int _next = -1;

    /// <summary>Sets out to solve for a package that has one candidate.</summary>
    public Solver(IDependencyProvider<TPackage> provider, TPackage root)
    {
        _provider = provider;
        Root = root;
    }

    /// <summary>What is solved for.</summary>
    public TPackage Root { get; }

    /// <summary>How many incompatibilities were looked at: the measure of work done.</summary>
    public long Steps => _propagation.Steps;

    /// <summary>How many conflicts were resolved.</summary>
    public int Conflicts => _propagation.Conflicts;

    /// <summary>Solves, within a number of steps in all (<see cref="Steps"/>).</summary>
    public SolverOutcome<TPackage> Solve(long maxSteps = long.MaxValue, CancellationToken cancellation = default)
    {
        if (_next < 0 && !TryBegin())
        {
            return new SolverPending<TPackage>();
        }

        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!_propagation.Run(_next, _order, cancellation))
            {
                return new Unsatisfiable<TPackage>(new Proof<TPackage>(_propagation.Terminal!, [.. _packages]));
            }

            if (Steps > maxSteps)
            {
                return new Undecided<TPackage>(Chosen(), [.. _order.MostConflicts.Select(p => _packages[p])]);
            }

            foreach (var package in _order.Rerank())
            {
                _propagation.TakeBack(package);
            }

            var next = _order.Next(_propagation.Solution.Undecided);
            if (next < 0)
            {
                return new Solved<TPackage>(Chosen());
            }

            if (!TryDecide(next))
            {
                return new SolverPending<TPackage>();
            }

            _next = next;
        }
    }

    private bool TryBegin()
    {
        if (_provider.CountCandidates(Root) is null)
        {
            return false;
        }

        var root = NumberOf(Root, 1);
        _order.Meet(root, Pinning.Range);
        _propagation.Root = root;
        _propagation.Store.Add(
            Incompatibility.Of(new RootCause(), new KeyValuePair<int, Term>(root, new Term(false, CandidateSet.All(1))))
        );
        _next = root;
        return true;
    }

    private bool TryDecide(int package)
    {
        var allowed = _propagation.Solution.TogetherOf(package).Candidates;
        var choice = _provider.Choose(_packages[package], allowed);
        switch (choice.Kind)
        {
            case ChoiceKind.Pending:
                return false;
            case ChoiceKind.None:
                _propagation.Store.Add(
                    Incompatibility.Of(
                        new UnusableCause(),
                        new KeyValuePair<int, Term>(package, new Term(true, choice.Unusable))
                    )
                );
                return true;
            default:
                return TryExpand(package, choice.Candidate);
        }
    }

    // As in uv: a candidate whose needs conflict at once is not chosen, so that what it needs cannot lead astray.
    private bool TryExpand(int package, int candidate)
    {
        if (_expanded.Contains((package, candidate)))
        {
            _propagation.Solution.Decide(package, candidate);
            return true;
        }

        if (_provider.DependenciesOf(_packages[package], candidate) is not { } dependencies)
        {
            return false;
        }

        _expanded.Add((package, candidate));
        Incompatibility? conflict = null;
        foreach (var dependency in dependencies)
        {
            var needs = NumberOf(dependency.Package, dependency.Allowed.Universe);
            _order.Meet(needs, dependency.Pinning);
            var added = AddDependency(package, candidate, needs, dependency.Allowed);
            if (_propagation.HasBacktracked && _propagation.Solution.WouldSatisfy(added, package, candidate))
            {
                conflict ??= added;
            }
        }

        if (conflict is null)
        {
            _propagation.Solution.Decide(package, candidate);
        }
        else
        {
            _order.RecordConflict(package, conflict);
        }

        return true;
    }

    private Incompatibility AddDependency(int package, int candidate, int needs, CandidateSet allowed)
    {
        var universe = _propagation.Solution.TogetherOf(package).Candidates.Universe;
        var cause = new DependencyCause(package, needs, allowed);
        var incompatibility = Incompatibility.Of(
            cause,
            new KeyValuePair<int, Term>(package, new Term(true, CandidateSet.Single(universe, candidate))),
            new KeyValuePair<int, Term>(needs, new Term(false, allowed))
        );
        return incompatibility.Terms is [{ Value.HoldsNever: true }]
            ? incompatibility
            : _propagation.Store.AddDependency(incompatibility, cause);
    }

    private int NumberOf(TPackage package, int universe)
    {
        if (!_numbers.TryGetValue(package, out var number))
        {
            _numbers[package] = number = _packages.Count;
            _packages.Add(package);
            _propagation.Solution.Add(universe);
            _propagation.Store.AddPackage();
            var family = _provider.FamilyOf(package);
            _order.Add(_families.TryGetValue(family, out var known) ? known : _families[family] = number);
        }

        return number;
    }

    private ImmutableArray<KeyValuePair<TPackage, int>> Chosen() =>
        [
            .. _propagation.Solution.Decided.Select(p =>
                KeyValuePair.Create(_packages[p], _propagation.Solution.DecidedOf(p)!.Value)
            ),
        ];
}
