using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Python;

namespace Plumb.Checks.Stacks;

/// <summary>A machine and an environment beside what a stack asks.</summary>
/// <param name="Seen">What was asked about, and what was seen beside packages.</param>
/// <param name="Choice">The variant.</param>
/// <param name="Preconditions">What the machine must have.</param>
/// <param name="Stages">The stages, in order.</param>
public sealed record StackAssessment(
    StackObservation Seen,
    VariantChoice Choice,
    ImmutableArray<Precondition> Preconditions,
    ImmutableArray<StageAssessment> Stages
)
{
    /// <summary>Judges; null when no stack was asked about.</summary>
    public static StackAssessment? Of(CheckContext context)
    {
        if (context.Snapshot.Stack is not { } seen)
        {
            return null;
        }

        var choice = VariantChoice.Of(seen, context.Snapshot.Installation.Platform);
        var stages = seen.Stack.Stages.Select(s => StageAssessment.Of(context, s, choice.Chosen)).ToImmutableArray();
        var isInstalled = stages.All(s => s.Status is StackStatus.Done or StackStatus.LeftOut);
        return new StackAssessment(
            seen,
            choice,
            Precondition.All(
                seen,
                choice.Chosen,
                context.Snapshot.Installation,
                isInstalled,
                isBegun: stages.Any(s => s.Packages.Any(p => p.Status == StackStatus.Done))
            ),
            stages
        );
    }

    /// <summary>The libraries and programs that the chosen variant wants.</summary>
    public IEnumerable<ObservedSystemNeed> System =>
        Seen.System.Where(n =>
            n.Need.Variants.IsEmpty
            || Choice.Chosen is null
            || n.Need.Variants.Contains(Choice.Chosen.Name, StringComparer.Ordinal)
        );

    /// <summary>Where the chosen variant has a distribution from; null for the user's own index.</summary>
    public string? IndexOf(PackageName name) =>
        Choice.Chosen?.Indexes.FirstOrDefault(i => i.Packages.Contains(name))?.Url;

    /// <summary>The first stage that is still to be done; null when all are.</summary>
    public StageAssessment? Next =>
        Stages.FirstOrDefault(s => s.Status is StackStatus.Missing or StackStatus.Wrong or StackStatus.Unknown);
}
