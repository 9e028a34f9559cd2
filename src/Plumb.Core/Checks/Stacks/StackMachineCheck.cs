using System.Collections.Immutable;
using Plumb.Checks.Native;
using Plumb.Environments;
using Plumb.Findings;
using Plumb.Knowledge;

namespace Plumb.Checks.Stacks;

/// <summary>What a stack asks of the machine: a variant that fits, Python, memory, disk, libraries and programs.</summary>
public sealed class StackMachineCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [StackRules.Variant, StackRules.Precondition, StackRules.System];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        if (context.Stack is not { } stack)
        {
            yield break;
        }

        if (Variant(stack) is { } variant)
        {
            yield return variant;
        }

        foreach (var precondition in stack.Preconditions)
        {
            if (precondition.Status is StackStatus.Missing or StackStatus.Wrong)
            {
                yield return Lacks(stack, precondition);
            }
        }

        foreach (var need in stack.System)
        {
            if (need is { Path: null, WasLooked: true })
            {
                yield return Missing(context, stack, need);
            }
        }
    }

    private static Finding? Variant(StackAssessment stack)
    {
        var choice = stack.Choice;
        if (choice.Verdicts.IsEmpty || (choice.Chosen is not null && choice.Fits != false))
        {
            return null;
        }

        var fitting = choice.Verdicts.Where(v => v.Verdict.Holds == true).Select(v => v.Variant.Name).ToList();
        var title =
            choice.IsOpen ? $"Which variant of {stack.Seen.Stack.Title} fits this machine cannot be told: {choice.Why}."
            : choice.Chosen is { } asked
                ? $"The variant {asked.Name} of {stack.Seen.Stack.Title} does not fit this machine: {choice.Why["asked for, but ".Length..]}."
            : $"No variant of {stack.Seen.Stack.Title} fits this machine: {choice.Why}.";
        return new Finding
        {
            Rule = StackRules.Variant,
            Severity = choice.IsOpen || choice is { Chosen: not null, Fits: null } ? Severity.Warning : Severity.Error,
            Title = title,
            Message =
                choice.IsOpen ? "Name the variant, --variant NAME, or the card, --gpu NAME."
                : choice.Chosen is not null && fitting.Count > 0 ? $"What fits: {Prose.List(fitting, 6)}."
                : "",
            Subject = new Subject(SubjectKind.Machine, stack.Seen.Stack.Name),
            About = choice.Chosen?.Name,
            Location = choice.Chosen?.Place ?? stack.Seen.Stack.Place,
        };
    }

    private static Finding Lacks(StackAssessment stack, Precondition lacking)
    {
        var isPython = lacking.Name == "Python";
        return new Finding
        {
            Rule = StackRules.Precondition,
            Severity = isPython ? Severity.Error : Severity.Warning,
            Title = isPython
                ? $"{stack.Seen.Stack.Title} asks for Python {lacking.Needed}, and this environment's is {lacking.Has}."
                : $"{stack.Seen.Stack.Title} asks for {lacking.Needed} of {Words(lacking.Name)}, and {(lacking.Name == "disk" ? "here are" : "this machine has")} {lacking.Has}.",
            Message = stack.Seen.Stack.Requires.Source?.Why ?? "",
            Subject = new Subject(SubjectKind.Machine, lacking.Name),
            Location = stack.Seen.Stack.Place,
        };
    }

    private static string Words(string name) => name == "disk" ? "free disk" : name;

    private static Judgement Missing(CheckContext context, StackAssessment stack, ObservedSystemNeed seen)
    {
        var need = seen.Need;
        var system = stack.Seen.Machine.System;
        var packages = need.Packages.ToDictionary(p => p.System, p => p.Package, StringComparer.Ordinal);
        var package =
            DistributionFamily
                .Of(system.Id, system.IdLike)
                .Select(f => packages.GetValueOrDefault(f))
                .FirstOrDefault(p => p is not null)
            ?? SystemLibraries.Embedded.Find(need.Library)?.PackageFor(system.Id, system.IdLike);
        var command = package is null ? null : SystemPackages.Install(system.Id, system.IdLike, package);
        var asker = need.NeededBy.Length > 0 ? $", which {need.NeededBy} needs" : "";
        var finding = new Finding
        {
            Rule = StackRules.System,
            Severity = need.IsOptional ? Severity.Info : Severity.Error,
            Title = $"{stack.Seen.Stack.Title} wants {need.Name}{asker}, and it is not there.",
            Message = need.Source.Why,
            Subject = new Subject(SubjectKind.File, need.Name),
            Location = need.Place,
            Evidence = Sourced(need.Source.Fact),
            Cause = "system:" + need.Name,
        };
        return command is null
            ? finding
            : new Judgement(finding, [new ProposedFix($"install the system package {package}", [command], 1, null)]);
    }

    internal static ImmutableArray<Evidence> Sourced(FactSource? source) =>
        source is null ? [] : [new Evidence($"{source.Text} ({source.GradeWord}, {source.Date})")];
}
