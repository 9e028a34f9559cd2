using Plumb.Checks;
using Plumb.Checks.Stacks;
using Plumb.Files;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>An environment beside a stack for people: a line for the variant, one for each part.</summary>
internal static class StackText
{
    private const int LabelWidth = 16;

    /// <summary>The lines, with a free one before them.</summary>
    public static IEnumerable<string> Lines(StackReport report, RenderSettings settings)
    {
        var stack = report.Assessment;
        var variant = stack.Choice.Chosen is { } chosen
            ? $"{chosen.Name} variant ({stack.Choice.Why})"
            : stack.Choice.Why;
        yield return "";
        foreach (
            var line in TextWrap.Lines(
                VisibleText.Of($"{stack.Seen.Stack.Name} · {variant}", settings.Unicode),
                settings.Width
            )
        )
        {
            yield return new Paint(settings.Colour).Strong(line);
        }

        foreach (var (status, label, text) in Rows(report))
        {
            foreach (var line in Row(status, label, text, settings))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<(StackStatus Status, string Label, string Text)> Rows(StackReport report)
    {
        var stack = report.Assessment;
        if (!stack.Preconditions.IsEmpty)
        {
            yield return (
                Worst(stack.Preconditions.Select(p => p.Status)),
                "preconditions",
                string.Join(" · ", stack.Preconditions.Select(Sentence))
            );
        }

        if (stack.System.Any())
        {
            yield return (
                Worst(stack.System.Select(StackReport.StatusOf)),
                "system",
                string.Join(
                    " · ",
                    stack.System.Select(n => $"{n.Need.Name} {Word(StackReport.StatusOf(n), "is there")}")
                )
            );
        }

        foreach (var stage in stack.Stages)
        {
            var broken = report.BrokenBy(stage);
            var status = stage.Status == StackStatus.Done && !broken.IsEmpty ? StackStatus.Wrong : stage.Status;
            yield return (status, stage.Stage.Name, Sentence(stage, broken));
        }

        if (!stack.Seen.Models.IsEmpty)
        {
            yield return (Worst(stack.Seen.Models.Select(StackReport.StatusOf)), "models", Models(stack));
        }
    }

    private static string Sentence(Precondition precondition) =>
        precondition.Status == StackStatus.Unknown
            ? $"{precondition.Name} unknown, {precondition.Needed} wanted"
            : $"{precondition.Name} {precondition.Has} of {precondition.Needed}";

    private static string Sentence(StageAssessment stage, IReadOnlyCollection<string> broken)
    {
        if (stage.Status is StackStatus.Done)
        {
            var names = string.Join(", ", stage.Packages.Take(4).Select(p => p.Installed!.Label));
            var more = stage.Packages.Length > 4 ? $" and {stage.Packages.Length - 4} more" : "";
            return broken.Count > 0 ? $"installed, but broken: {string.Join(", ", broken)}"
                : stage.Packages.IsEmpty ? "nothing to install for this variant"
                : names + more;
        }

        var parts = stage
            .Packages.Where(p => p.Status != StackStatus.Done)
            .Select(p =>
                p.Status == StackStatus.Wrong
                    ? $"{p.Installed!.Label} is installed, {p.Asked.Requirement} is wanted"
                    : $"{p.Asked.Requirement} {Word(p.Status, "")}"
            )
            .Concat(stage.MissingImports.Select(i => $"no module {i}"));
        return string.Join(" · ", parts);
    }

    private static string Models(StackAssessment stack)
    {
        var models = stack.Seen.Models;
        var there = models.Count(m => StackReport.StatusOf(m) == StackStatus.Done);
        var rest = models
            .Where(m => StackReport.StatusOf(m) != StackStatus.Done)
            .Select(m => $"{WorldPath.Name(m.Model.Path)} {Word(StackReport.StatusOf(m), "")}")
            .ToList();
        return models.All(m => m.Path is null) ? "unknown: where the home or the application's folder lies is not known"
            : rest.Count == 0 ? $"{Prose.Count(there, "file")}, as the stack says"
            : $"{there} of {models.Length} there · {Prose.List(rest, 6)}";
    }

    private static string Word(StackStatus status, string done) =>
        status switch
        {
            StackStatus.Done => done,
            StackStatus.Missing => "is missing",
            StackStatus.Wrong => "is another file",
            StackStatus.LeftOut => "is left out (optional)",
            _ => "is unknown",
        };

    private static StackStatus Worst(IEnumerable<StackStatus> all)
    {
        StackStatus[] order = [StackStatus.Wrong, StackStatus.Missing, StackStatus.Unknown, StackStatus.Done];
        var present = all.ToHashSet();
        return Array.Find(order, present.Contains);
    }

    private static IEnumerable<string> Row(StackStatus status, string label, string text, RenderSettings settings)
    {
        var paint = new Paint(settings.Colour);
        var word = StackJson.Word(status).PadRight(9);
        var painted = status switch
        {
            StackStatus.Done => paint.Good(word),
            StackStatus.Missing or StackStatus.Wrong => paint.Severe(Severity.Error, word),
            StackStatus.Unknown => paint.Severe(Severity.Warning, word),
            _ => paint.Faint(word),
        };
        var width = Math.Max(30, settings.Width - 2 - word.Length - LabelWidth);
        var first = true;
        foreach (var line in TextWrap.Lines(VisibleText.Of(text, settings.Unicode), width))
        {
            yield return first
                ? $"  {painted}{VisibleText.Of(label, settings.Unicode).PadRight(LabelWidth - 1)} {line}"
                : new string(' ', 2 + word.Length + LabelWidth) + line;
            first = false;
        }
    }
}
