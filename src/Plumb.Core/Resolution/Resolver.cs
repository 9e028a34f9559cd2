using System.Collections.Immutable;
using Plumb.Index;
using Plumb.Python;

namespace Plumb.Resolution;

/// <summary>Solves for one target. It does no I/O: when it <see cref="NeedsIndex"/>, fetch and call <see cref="Resolve"/> again.</summary>
/// <remarks>Not safe for many threads. Indexes can be shared.</remarks>
public sealed class Resolver
{
    private readonly PythonProvider _provider;
    private readonly Solver<PackageNode> _solver;

    /// <summary>Sets out to solve a request with what an index knows.</summary>
    public Resolver(ResolutionRequest request, IPackageIndex index)
    {
        _provider = new PythonProvider(request, index);
        _solver = new Solver<PackageNode>(_provider, PackageNode.Root);
    }

    /// <summary>How many conflicts were resolved so far.</summary>
    public int Conflicts => _solver.Conflicts;

    /// <summary>The work done so far (<see cref="Solver{TPackage}.Steps"/>).</summary>
    public long Steps => _solver.Steps;

    /// <summary>Solves, within a number of steps in all (<see cref="Solver{TPackage}.Steps"/>).</summary>
    public ResolutionOutcome Resolve(long maxSteps = long.MaxValue, CancellationToken cancellation = default)
    {
        _provider.ForgetMissing();
        return _solver.Solve(maxSteps, cancellation) switch
        {
            Solved<PackageNode> solved => new Resolved(PackagesOf(solved.Chosen), new ResolutionEvidence(_provider)),
            Unsatisfiable<PackageNode> none => new Conflicting(none.Proof, new ResolutionEvidence(_provider)),
            Undecided<PackageNode> open => new GaveUp(
                PackagesOf(open.Chosen),
                [.. open.MostConflicts.Where(p => !p.IsRoot).Select(p => p.Name).Distinct()],
                _solver.Steps
            ),
            _ => new NeedsIndex([.. _provider.MissingListings.Order()], [.. _provider.MissingMetadata.Order()]),
        };
    }

    private ImmutableArray<ResolvedPackage> PackagesOf(ImmutableArray<KeyValuePair<PackageNode, int>> chosen)
    {
        var extras = chosen.Where(c => c.Key.Extra.Length > 0).ToLookup(c => c.Key.Name, c => c.Key.Extra);
        return
        [
            .. from choice in chosen
            where choice.Key is { IsRoot: false, Extra: "" }
            orderby choice.Key.Name
            select PackageOf(choice.Key.Name, choice.Value, extras[choice.Key.Name]),
        ];
    }

    private ResolvedPackage PackageOf(PackageName name, int candidate, IEnumerable<string> extras)
    {
        var package = _provider.Candidates(name)!;
        return new ResolvedPackage(
            name,
            package.Versions[candidate].Version,
            [.. extras.Order(StringComparer.Ordinal)],
            package.VerdictOf(candidate)!.File
        );
    }
}
