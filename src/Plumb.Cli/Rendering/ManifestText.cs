using Plumb.Checks;
using Plumb.Python;
using Plumb.Stacks;

namespace Plumb.Cli.Rendering;

/// <summary>Stacks for people.</summary>
internal static class ManifestText
{
    private const int NameWidth = 20;

    /// <summary>A line for each.</summary>
    public static void WriteList(List<Stack> stacks, RenderSettings settings, TextWriter output)
    {
        var paint = new Paint(settings.Colour);
        foreach (var stack in stacks)
        {
            var variants = stack.Variants.IsEmpty ? "" : $" ({string.Join(", ", stack.Variants.Select(v => v.Name))})";
            var text = Visible(stack.Summary.Length > 0 ? stack.Summary + variants : stack.Title + variants, settings);
            var first = true;
            foreach (var line in TextWrap.Lines(text, settings.Width - NameWidth))
            {
                var name = Visible(stack.Name, settings).PadRight(NameWidth - 1);
                output.Write((first ? paint.Strong(name) + " " : new string(' ', NameWidth)) + line + "\n");
                first = false;
            }
        }

        output.Write("To see one: plumb stack show NAME. To judge by one: plumb check --stack NAME\n");
    }

    /// <summary>Everything that one says.</summary>
    public static void Write(Stack stack, RenderSettings settings, TextWriter output)
    {
        var lines = new ManifestLines(settings, output);
        lines.Head(stack.Title, stack.Summary, stack.Home);
        var needs = Needs(stack.Requires);
        if (needs.Length > 0)
        {
            lines.Part("requires");
            lines.Row("machine", needs, stack.Requires.Source);
        }

        lines.All("variants", stack.Variants, v => (v.Name, Condition(v), v.Source));
        lines.All("stages, in order", stack.Stages, s => (s.Name, Stage(s), s.Source));
        lines.All(
            "one of these",
            stack.Exclusions,
            e => ("", string.Join(" | ", e.Packages.Select(p => p.Normalized)), e.Source)
        );
        lines.All("system", stack.System, s => (s.Name, System(s), s.Source));
        lines.All("models", stack.Models, m => (m.Name, Model(m), m.Source));
        lines.All("variables", stack.Variables, v => (v.Name, Variable(v), v.Source));
        lines.All("launchers", stack.Launchers, l => (l.Name, string.Join(' ', l.Command), l.Source));
        lines.All("pipeline", stack.Pipeline, s => (s.Name, Step(s), s.Source));
        lines.All("known failures", stack.Failures, f => (f.Signature, f.Symptom, f.Source));
        lines.All("not so", stack.Corrections, c => ("", $"\"{c.Says}\" {c.Correct}", c.Source));
    }

    private static string Needs(HardwareNeed needs)
    {
        string?[] parts =
        [
            needs.Python is { } python ? $"Python {python.ToRange()}" : null,
            needs.MemoryBytes is { } memory ? $"memory {Prose.Bytes(memory)}" : null,
            needs.DiskBytes is { } disk ? $"disk {Prose.Bytes(disk)}" : null,
            needs.GpuMemoryBytes is { } gpu ? $"GPU memory {Prose.Bytes(gpu)}" : null,
        ];
        return string.Join(" · ", parts.OfType<string>());
    }

    private static string Condition(StackVariant variant)
    {
        var when = variant.When;
        string?[] parts =
        [
            when.Systems.IsEmpty ? null : string.Join(" or ", when.Systems.Select(Name)),
            when.Architectures.IsEmpty ? null : string.Join(" or ", when.Architectures),
            when.Gpus.IsEmpty ? null : $"GPU {string.Join(" or ", when.Gpus)}",
            when.Driver is { } driver ? $"driver {driver.ToRange()}" : null,
            when.Cuda is { } cuda ? $"driver for CUDA {cuda}" : null,
            when.Capability is { } capability ? $"compute capability {capability.ToRange()}" : null,
            (variant.GpuMemoryBytes ?? when.GpuMemoryBytes) is { } memory ? $"GPU memory {Prose.Bytes(memory)}" : null,
        ];
        var text = string.Join(" · ", parts.OfType<string>());
        var indexes = string.Join(
            "; ",
            variant.Indexes.Select(i => $"{string.Join(", ", i.Packages.Select(p => p.Normalized))} from {i.Url}")
        );
        return (text.Length == 0 ? "every other machine" : text) + (indexes.Length == 0 ? "" : $"; {indexes}");
    }

    private static string Stage(StackStage stage)
    {
        var parts = new List<string>();
        if (!stage.Packages.IsEmpty)
        {
            parts.Add(string.Join(", ", stage.Packages.Select(p => p.Requirement.ToString())));
        }

        parts.AddRange(
            stage.ByVariant.Select(v =>
                $"{v.Variant}: {string.Join(", ", v.Packages.Select(p => p.Requirement.ToString()))}"
            )
        );
        return string.Join("; ", parts) + (stage.IsOptional ? " (optional)" : "");
    }

    private static string System(SystemNeed need) =>
        (need.NeededBy.Length > 0 ? $"for {need.NeededBy}" : "")
        + (
            need.Packages.IsEmpty
                ? ""
                : $" ({string.Join(", ", need.Packages.Select(p => $"{p.System}: {p.Package}"))})"
        )
        + (need.IsOptional ? " (optional)" : "");

    private static string Model(StackModel model) =>
        model.Path
        + (model.Bytes is { } bytes ? $" · {Prose.Bytes(bytes)}" : "")
        + (model.Licence.Length > 0 ? $" · {model.Licence}" : "")
        + (model.IsOptional ? " (optional)" : "");

    private static string Variable(StackVariable variable) =>
        (variable.Value.Length == 0 ? "unset" : variable.Value)
        + (variable.Variants.IsEmpty ? "" : $" for {string.Join(", ", variable.Variants)}");

    private static string Step(PipelineStep step) =>
        $"{step.Device}: {string.Join(", ", step.Models)}"
        + (step.PeakBytes is { } peak ? $" · {Prose.Bytes(peak)} at its worst beside the weights" : "")
        + (step.Keeps ? "" : " · unloads");

    private static string Name(OperatingSystemFamily system) =>
        system == OperatingSystemFamily.MacOs ? "macOS" : system.ToString();

    private static string Visible(string text, RenderSettings settings) => VisibleText.Of(text, settings.Unicode);
}
