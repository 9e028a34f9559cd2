using System.Collections.Immutable;
using Plumb.Environments;
using Plumb.Files;
using Plumb.Findings;

namespace Plumb.Checks.Stacks;

/// <summary>What a stack asks of model files.</summary>
public sealed class StackModelsCheck : ICheck
{
    /// <inheritdoc />
    public ImmutableArray<Rule> Rules => [StackRules.ModelMissing, StackRules.ModelWrong];

    /// <inheritdoc />
    public Observation Needs => Observation.Metadata;

    /// <inheritdoc />
    public IEnumerable<Judgement> Run(CheckContext context)
    {
        if (context.Stack is not { } stack)
        {
            yield break;
        }

        foreach (var isOptional in new[] { false, true })
        {
            var missing = stack
                .Seen.Models.Where(m => m.State == ModelState.Missing && m.Model.IsOptional == isOptional)
                .ToList();
            if (missing.Count > 0)
            {
                yield return Missing(context, stack, missing, isOptional);
            }
        }

        foreach (var model in stack.Seen.Models)
        {
            if (Wrong(context, stack, model) is { } judgement)
            {
                yield return judgement;
            }
        }
    }

    private static Judgement Missing(
        CheckContext context,
        StackAssessment stack,
        List<ObservedModel> missing,
        bool isOptional
    )
    {
        var names = Prose.List(missing.Select(m => WorldPath.Name(m.Model.Path)), 6);
        var bytes = (long)Math.Min(long.MaxValue, missing.Sum(m => (decimal)(m.Model.Bytes ?? 0)));
        var size = bytes > 0 ? $" ({Prose.Bytes(bytes)})" : "";
        var finding = new Finding
        {
            Rule = StackRules.ModelMissing,
            Severity = isOptional ? Severity.Info : Severity.Error,
            Title =
                $"{Prose.Count(missing.Count, isOptional ? "optional model file" : "model file")} of {stack.Seen.Stack.Title} {(missing.Count == 1 ? "is" : "are")} not there: {names}{size}.",
            Subject = new Subject(SubjectKind.Model, missing[0].Model.Name),
            Location = missing[0].Model.Place,
            Evidence =
            [
                .. missing.Select(m => new Evidence(
                    m.Model.Urls.IsEmpty
                        ? "nothing is here; the stack names no address"
                        : $"nothing is here; it comes from {m.Model.Urls[0]}",
                    m.Path
                )),
            ],
        };
        var commands = missing.Select(m => ModelDownload.Commands(context, m)).ToList();
        return commands.Exists(c => c.IsEmpty)
            ? finding
            : new Judgement(
                finding,
                [
                    new ProposedFix(
                        missing.Count == 1 ? "download it" : "download them",
                        [.. commands.SelectMany(c => c)],
                        missing.Count,
                        null
                    ),
                ]
            );
    }

    private static Judgement? Wrong(CheckContext context, StackAssessment stack, ObservedModel model)
    {
        var name = WorldPath.Name(model.Model.Path);
        var said = model.State switch
        {
            ModelState.LfsPointer => $"{name} is a git-lfs pointer, not the model: the file itself was never fetched.",
            ModelState.WebPage => $"{name} is a page of HTML, not the model: the server sent a login or an error.",
            ModelState.OtherSize =>
                $"{name} has {model.Bytes:N0} bytes, and {stack.Seen.Stack.Title} names a file of {model.Model.Bytes:N0}: it is cut off or another file.",
            ModelState.OtherHash =>
                $"{name} has the size that {stack.Seen.Stack.Title} names and another SHA-256: it is damaged or another export.",
            ModelState.Unreadable => $"{name} is there and cannot be read.",
            _ => null,
        };
        if (said is null)
        {
            return null;
        }

        // Another export of a model goes under the same name: only what cannot be a model certainly fails.
        var finding = new Finding
        {
            Rule = StackRules.ModelWrong,
            Severity = model.State is ModelState.OtherSize or ModelState.OtherHash ? Severity.Warning : Severity.Error,
            Title = said,
            Message = model.Model.Source.Why,
            Subject = new Subject(SubjectKind.Model, model.Model.Name),
            Location = new Text.Location(model.Path!),
            Evidence = StackMachineCheck.Sourced(model.Model.Source.Fact),
        };
        return ModelDownload.Commands(context, model) is { IsEmpty: false } commands
            ? new Judgement(finding, [new ProposedFix("download it again", commands, 1, null)])
            : finding;
    }
}
