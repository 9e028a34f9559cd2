using System.Collections.Immutable;
using Plumb.Checks.Ownership;
using Plumb.Checks.Requirements;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Python;
using Plumb.Stacks;

namespace Plumb.Checks.Stacks;

/// <summary>What a stack asks of packages: stages that are not installed, other versions and builds, packages that exclude each other.</summary>
public sealed class StackPackagesCheck : ICheck
{
    // What is compiled against the installed torch does not find it in the empty environment that installers build in.
    private const string WithoutIsolation = "--no-build-isolation";

    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [StackRules.StageMissing, StackRules.StageWrong, StackRules.Exclusive];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        if (context.Stack is not { } stack)
        {
            yield break;
        }

        var missing = stack.Stages.Where(s => Missing(s).Any() && !s.Stage.IsOptional).ToList();
        if (missing.Count > 0)
        {
            yield return NotInstalled(context, stack, missing, Severity.Error);
        }

        var optional = stack.Stages.Where(s => Missing(s).Any() && s.Stage.IsOptional).ToList();
        if (optional.Count > 0)
        {
            yield return NotInstalled(context, stack, optional, Severity.Info);
        }

        foreach (var stage in stack.Stages)
        {
            foreach (var package in stage.Packages.Where(p => p.Status == StackStatus.Wrong))
            {
                yield return WrongPackage.Of(context, stack, stage, package);
            }

            if (stage.MissingImports.Length > 0)
            {
                yield return NoModule(stack, stage);
            }
        }

        foreach (var exclusion in stack.Seen.Stack.Exclusions)
        {
            var present = context
                .Snapshot.Visible.Where(d => exclusion.Packages.Contains(d.Key))
                .DistinctBy(d => d.Key)
                .ToImmutableArray();
            if (present.Length > 1)
            {
                yield return Together(context, stack, exclusion, present);
            }
        }
    }

    private static IEnumerable<PackageAssessment> Missing(StageAssessment stage) =>
        stage.Packages.Where(p => p.Status == StackStatus.Missing);

    private static Judgement NotInstalled(
        CheckContext context,
        StackAssessment stack,
        List<StageAssessment> stages,
        Severity severity
    )
    {
        var names = Prose.List(
            stages.Select(s =>
                Missing(s).Count() == s.Packages.Length
                    ? s.Stage.Name
                    : $"{s.Stage.Name} ({Missing(s).Count()} of {s.Packages.Length})"
            ),
            8
        );
        var variant = stack.Choice.Chosen is { } chosen ? $" for {chosen.Name}" : "";
        var packages = stages.SelectMany(Missing).ToList();
        var kind = severity == Severity.Info ? "optional stage" : "stage";
        var finding = new Finding
        {
            Rule = StackRules.StageMissing,
            Severity = severity,
            Title =
                $"{Prose.Count(stages.Count, kind)} of {stack.Seen.Stack.Title}{variant} {(stages.Count == 1 ? "is" : "are")} not installed: {names}.",
            Message = context.Installers.WhyNone,
            Subject = new Subject(SubjectKind.Stage, stages[0].Stage.Name),
            Location = stages[0].Stage.Place,
            Evidence = [.. packages.Select(p => new Evidence(p.Asked.Requirement.ToString(), p.Asked.Place.File))],
            Cause = severity == Severity.Info ? null : "stack:stages",
        };
        // Nothing of it can be installed for a Python that the stack does not take.
        return stack.Preconditions.Any(p => p is { Name: "Python", Status: StackStatus.Wrong })
            ? finding
            : new Judgement(finding, Install(context, stack, stages));
    }

    // One command a stage, in order: a later one takes what an earlier one brought as it is.
    private static ImmutableArray<ProposedFix> Install(
        CheckContext context,
        StackAssessment stack,
        List<StageAssessment> stages
    )
    {
        var commands = ImmutableArray.CreateBuilder<string>();
        var edits = new List<(PackageName Name, PythonVersion Version)>();
        var isWhole = true;
        var changes = 0;
        foreach (var stage in stages)
        {
            var wanted = Missing(stage).ToList();
            if (
                wanted.Exists(p => p.Asked.Requirement.Url is not null)
                || context.Installers.Install(
                    [.. wanted.Select(p => p.Asked.Requirement)],
                    stack.IndexOf,
                    stage.Stage.IsBuiltHere ? WithoutIsolation : ""
                )
                    is not { } install
            )
            {
                return [];
            }

            commands.AddRange(install);
            changes += wanted.Count;
            foreach (var requirement in wanted.Select(p => p.Asked.Requirement))
            {
                if (WantedVersions.Of([requirement.Specifiers])?.Example is { } example)
                {
                    edits.Add((requirement.Name, example));
                }
                else
                {
                    isWhole = false;
                }
            }
        }

        return
        [
            new ProposedFix(
                stages.Count == 1 ? $"install the stage {stages[0].Stage.Name}" : "install the stages in this order",
                commands.DrainToImmutable(),
                changes,
                isWhole
                    ? s => edits.Aggregate(s, (snapshot, e) => SnapshotEdits.SetVersion(snapshot, e.Name, e.Version))
                    : null
            ),
        ];
    }

    private static Finding NoModule(StackAssessment stack, StageAssessment stage) =>
        new()
        {
            Rule = StackRules.StageWrong,
            Severity = stage.Stage.IsOptional ? Severity.Warning : Severity.Error,
            Title =
                $"The packages of stage {stage.Stage.Name} of {stack.Seen.Stack.Title} are installed, but nothing brings the module {Prose.List(stage.MissingImports)}.",
            Subject = new Subject(SubjectKind.Stage, stage.Stage.Name),
            About = stage.MissingImports[0],
            Location = stage.Stage.Place,
        };

    private static Judgement Together(
        CheckContext context,
        StackAssessment stack,
        StackExclusion exclusion,
        ImmutableArray<InstalledDistribution> present
    )
    {
        var family = context.Families.All.FirstOrDefault(f => present.All(d => f.Members.Contains(d.Key)));
        var finding = new Finding
        {
            Rule = StackRules.Exclusive,
            Severity = Severity.Error,
            Title =
                $"{Prose.List(present.Select(d => d.Label), 4)} are installed together; {stack.Seen.Stack.Title} takes one of them.",
            Message = exclusion.Source.Why,
            Subject = new Subject(SubjectKind.Distribution, present[0].Name, present[0].VersionText),
            Location = exclusion.Place,
            Evidence =
            [
                .. present.Select(d => new Evidence($"{d.Label} is installed", d.MetadataPath)),
                .. StackMachineCheck.Sourced(exclusion.Source.Fact),
            ],
            Cause = family is null ? null : Causes.Family(family.ImportName),
            IsConsequence = family is not null,
        };
        var sameSite = present.All(m => m.Site.Path == present[0].Site.Path);
        return family is not null || !sameSite ? finding : new Judgement(finding, KeepOne.Of(context, present, null));
    }
}
