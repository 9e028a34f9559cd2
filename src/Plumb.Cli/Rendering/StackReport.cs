using System.Collections.Immutable;
using Plumb.Checks.Stacks;
using Plumb.Environments;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>An environment beside a stack, joined with what the other checks found in its packages.</summary>
/// <param name="Assessment">Beside the stack.</param>
/// <param name="Findings">All findings.</param>
internal sealed record StackReport(StackAssessment Assessment, ImmutableArray<Finding> Findings)
{
    /// <summary>The family of rules about stacks.</summary>
    private const string Family = "PLB30";

    /// <summary>The codes of errors in packages of a stage that are there as the stack asks: they do not work all the same.</summary>
    public ImmutableArray<string> BrokenBy(StageAssessment stage)
    {
        var installed = stage
            .Packages.Where(p => p.Status == StackStatus.Done)
            .Select(p => p.Installed!.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. Findings
                .Where(f =>
                    f is { Severity: Severity.Error, Subject.Kind: SubjectKind.Distribution }
                    && !f.Rule.Answers(Family)
                    && installed.Contains(f.Subject.Name)
                )
                .Select(f => f.Rule.Code)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>How far a library or program is there.</summary>
    public static StackStatus StatusOf(ObservedSystemNeed need) =>
        need.Path is not null ? StackStatus.Done
        : !need.WasLooked ? StackStatus.Unknown
        : need.Need.IsOptional ? StackStatus.LeftOut
        : StackStatus.Missing;

    /// <summary>How far a model file is there.</summary>
    public static StackStatus StatusOf(ObservedModel model) =>
        model.State switch
        {
            ModelState.Present => StackStatus.Done,
            ModelState.Missing => model.Model.IsOptional ? StackStatus.LeftOut : StackStatus.Missing,
            ModelState.Unknown => StackStatus.Unknown,
            _ => StackStatus.Wrong,
        };
}
