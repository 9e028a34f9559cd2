using System.Collections.Immutable;

namespace Plumb.Environments.Observing.Imports;

/// <summary>What happens when a module is imported, or a statement runs.</summary>
/// <param name="Failure">What fails first; null when nothing does as far as can be told.</param>
/// <param name="Chain">The modules that lead to the failure, from outside in.</param>
/// <param name="Doubt">What could keep it from failing.</param>
internal sealed record ImportOutcome(ImportFailure? Failure, ImmutableArray<string> Chain, ImportDoubt Doubt)
{
    /// <summary>Nothing that cannot be told could keep it from failing.</summary>
    public bool IsCertain => Doubt == ImportDoubt.None;

    /// <summary>Nothing fails.</summary>
    public static ImportOutcome Passes { get; } = new(null, [], ImportDoubt.None);

    /// <summary>It fails where the statement stands.</summary>
    public static ImportOutcome Fails(ImportFailure failure) => new(failure, [], ImportDoubt.None);

    /// <summary>The same, certain no more where that is doubtful; the first doubt is kept.</summary>
    public ImportOutcome Unless(bool isDoubtful, ImportDoubt doubt) =>
        isDoubtful && IsCertain ? this with { Doubt = doubt } : this;

    /// <summary>The same, met on the way through a module.</summary>
    public ImportOutcome After(string module) => Failure is null ? this : this with { Chain = Chain.Insert(0, module) };
}
