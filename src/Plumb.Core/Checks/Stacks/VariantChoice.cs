using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Python;
using Plumb.Stacks;

namespace Plumb.Checks.Stacks;

/// <summary>Which variant of a stack a machine takes, and why.</summary>
/// <param name="Chosen">The variant; null when none fits, or the stack has none.</param>
/// <param name="Why">A sentence without its full stop.</param>
/// <param name="Verdicts">Each variant of the stack with its verdict, in the order of the stack.</param>
public sealed record VariantChoice(
    StackVariant? Chosen,
    string Why,
    ImmutableArray<(StackVariant Variant, ConditionVerdict Verdict)> Verdicts
)
{
    /// <summary>The verdict on the chosen variant; false when it was asked for by name and does not fit.</summary>
    public bool? Fits => Verdicts.FirstOrDefault(v => v.Variant == Chosen).Verdict?.Holds;

    /// <summary>One that might fit stands before all that do, and nobody can tell here whether it does.</summary>
    public bool IsOpen => Chosen is null && Verdicts.Any(v => v.Verdict.Holds is null);

    /// <summary>
    /// Takes the variant that was asked for, else the first whose conditions hold; none where it cannot be told whether an earlier one does.
    /// </summary>
    public static VariantChoice Of(StackObservation seen, TargetPlatform platform)
    {
        var verdicts = seen
            .Stack.Variants.Select(v => (Variant: v, Verdict: MachineConditions.Judge(v.When, seen.Machine, platform)))
            .ToImmutableArray();
        if (seen.Variant is { } asked)
        {
            var (variant, verdict) = verdicts.FirstOrDefault(v => v.Variant.Name == asked);
            return new(
                variant,
                variant is null ? $"the stack has no variant {asked}"
                    : verdict.Holds == true ? $"asked for; {verdict.Reason}"
                    : $"asked for, but {verdict.Reason}",
                verdicts
            );
        }

        if (verdicts.IsEmpty)
        {
            return new(null, "the stack has one way to be installed", verdicts);
        }

        var (first, fits) = verdicts.FirstOrDefault(v => v.Verdict.Holds != false);
        var chosen = fits?.Holds == true ? first : null;
        var passed = verdicts
            .Take(chosen is not null || first is null ? verdicts.Length : verdicts.IndexOf((first, fits!)) + 1)
            .TakeWhile(v => v.Variant != chosen)
            .Select(v => $"{v.Variant.Name}{(v.Verdict.Holds is null ? "" : " does not fit")}: {v.Verdict.Reason}")
            .ToList();
        var why =
            chosen is null ? string.Join("; ", passed)
            : passed.Count == 0 || chosen.When != MachineCondition.Always ? fits!.Reason
            : string.Join("; ", passed);
        return new(chosen, why, verdicts);
    }
}
