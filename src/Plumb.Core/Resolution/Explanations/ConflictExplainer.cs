using Plumb.Index;

namespace Plumb.Resolution.Explanations;

/// <summary>Tells why a minimal set of requirements cannot be met.</summary>
/// <remarks>Sentences name specifiers as the packages wrote them, and never list versions.</remarks>
public sealed class ConflictExplainer(ResolutionRequest request, IPackageIndex index)
{
    private const long MostSteps = 2_000_000;

    /// <summary>Explains a core; null when it can be met after all, or the index has to be asked first.</summary>
    /// <param name="core">Positions in the request, such as <see cref="Cores.CoreSearch"/> finds them.</param>
    /// <param name="cancellation">Stops the work.</param>
    public ConflictExplanation? Explain(IEnumerable<int> core, CancellationToken cancellation = default)
    {
        var part = request with { Requirements = [.. core.Select(i => request.Requirements[i])] };
        if (new Resolver(part, index).Resolve(MostSteps, cancellation) is not Conflicting whole)
        {
            return null;
        }

        var conflict = new ProofReducer(part, index).Reduce(whole, cancellation);
        var graph = new ConflictGraph(conflict.Proof);
        var sentences = new ConflictSentences(part, index, conflict.Evidence, graph);
        return new ConflictExplanation(
            sentences.Tell(),
            conflict.Evidence.IsCertain(conflict.Proof),
            [
                .. graph
                    .Needs.Where(n => n.Allowed.Universe == 0)
                    .Select(n => graph.Packages[n.On].Name)
                    .Where(n => index.ListingOf(n) is Unknown<PackageListing>)
                    .Distinct()
                    .Order(),
            ]
        )
        {
            LeftOut = new LeftOutVersions(part, index, conflict.Evidence, graph).Find(),
        };
    }
}
