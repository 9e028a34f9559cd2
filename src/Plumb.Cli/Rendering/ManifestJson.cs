using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Python;
using Plumb.Stacks;

namespace Plumb.Cli.Rendering;

/// <summary>Stacks as data: the keys are those of the manifest in camelCase, each statement with its source.</summary>
internal static class ManifestJson
{
    /// <summary>Writes the list.</summary>
    public static void WriteList(Utf8JsonWriter json, List<Stack> stacks)
    {
        json.WriteStartObject();
        json.WriteStartArray("stacks");
        foreach (var stack in stacks)
        {
            json.WriteStartObject();
            json.WriteString("name", stack.Name);
            json.WriteString("title", stack.Title);
            json.WriteString("summary", stack.Summary);
            json.WriteString("file", stack.Place.File);
            json.WriteStrings("variants", [.. stack.Variants.Select(v => v.Name)]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes one stack.</summary>
    public static void Write(Utf8JsonWriter json, Stack stack)
    {
        json.WriteStartObject();
        json.WriteString("name", stack.Name);
        json.WriteString("title", stack.Title);
        json.WriteString("summary", stack.Summary);
        json.WriteString("home", stack.Home);
        json.WriteString("file", stack.Place.File);
        WriteRequires(json, stack.Requires);
        WriteAll(json, "variants", stack.Variants, ManifestMachineJson.Variant);
        WriteAll(json, "stages", stack.Stages, Stage);
        WriteAll(json, "exclusive", stack.Exclusions, Exclusion);
        WriteAll(json, "system", stack.System, ManifestMachineJson.System);
        WriteAll(json, "models", stack.Models, Model);
        WriteAll(json, "variables", stack.Variables, Variable);
        WriteAll(json, "launchers", stack.Launchers, Launcher);
        WriteAll(json, "pipeline", stack.Pipeline, Step);
        WriteAll(json, "failures", stack.Failures, Failure);
        WriteAll(json, "corrections", stack.Corrections, Correction);
        json.WriteEndObject();
    }

    /// <summary>Why, and by what.</summary>
    public static void WriteSource(Utf8JsonWriter json, StackSource? source)
    {
        json.WriteString("why", source is { Why.Length: > 0 } ? source.Why : null);
        json.WriteString("source", source?.Fact?.Text);
        json.WriteString("grade", source?.Fact?.GradeWord);
        json.WriteString("date", source?.Fact?.Date);
    }

    /// <summary>"linux", "windows", "macos".</summary>
    public static void WriteSystems(Utf8JsonWriter json, string name, ImmutableArray<OperatingSystemFamily> systems) =>
        json.WriteStrings(name, [.. systems.Select(s => s.ToString().ToLowerInvariant())]);

    private static void WriteAll<T>(
        Utf8JsonWriter json,
        string name,
        ImmutableArray<T> items,
        Action<Utf8JsonWriter, T> write
    )
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRequires(Utf8JsonWriter json, HardwareNeed requires)
    {
        json.WriteStartObject("requires");
        json.WriteString("python", requires.Python?.ToString());
        json.WriteNumberOrNull("memoryBytes", requires.MemoryBytes);
        json.WriteNumberOrNull("diskBytes", requires.DiskBytes);
        json.WriteNumberOrNull("gpuMemoryBytes", requires.GpuMemoryBytes);
        WriteSource(json, requires.Source);
        json.WriteEndObject();
    }

    private static void Stage(Utf8JsonWriter json, StackStage stage)
    {
        json.WriteString("name", stage.Name);
        json.WriteStrings("packages", [.. stage.Packages.Select(p => p.Requirement.ToString())]);
        json.WriteStartObject("variants");
        foreach (var variant in stage.ByVariant)
        {
            json.WriteStrings(variant.Variant, [.. variant.Packages.Select(p => p.Requirement.ToString())]);
        }

        json.WriteEndObject();
        json.WriteStrings("imports", stage.Imports);
        json.WriteBoolean("optional", stage.IsOptional);
        json.WriteBoolean("buildIsolation", !stage.IsBuiltHere);
        WriteSource(json, stage.Source);
    }

    private static void Exclusion(Utf8JsonWriter json, StackExclusion exclusion)
    {
        json.WriteStrings("packages", [.. exclusion.Packages.Select(p => p.Normalized)]);
        WriteSource(json, exclusion.Source);
    }

    private static void Model(Utf8JsonWriter json, StackModel model)
    {
        json.WriteString("name", model.Name);
        json.WriteString("path", model.Path);
        json.WriteNumberOrNull("bytes", model.Bytes);
        json.WriteString("sha256", model.Sha256.Length > 0 ? model.Sha256 : null);
        json.WriteStrings("urls", model.Urls);
        json.WriteString("licence", model.Licence.Length > 0 ? model.Licence : null);
        json.WriteBoolean("optional", model.IsOptional);
        json.WriteStartObject("preprocessing");
        foreach (var (key, value) in model.Preprocessing)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        WriteSource(json, model.Source);
    }

    private static void Variable(Utf8JsonWriter json, StackVariable variable)
    {
        json.WriteString("name", variable.Name);
        json.WriteString("value", variable.Value);
        json.WriteStrings("variants", variable.Variants);
        WriteSource(json, variable.Source);
    }

    private static void Launcher(Utf8JsonWriter json, StackLauncher launcher)
    {
        json.WriteString("name", launcher.Name);
        json.WriteStrings("command", launcher.Command);
        WriteSystems(json, "systems", launcher.Systems);
        WriteSource(json, launcher.Source);
    }

    private static void Step(Utf8JsonWriter json, PipelineStep step)
    {
        json.WriteString("name", step.Name);
        json.WriteStrings("models", step.Models);
        json.WriteString("device", step.Device);
        json.WriteNumberOrNull("peakBytes", step.PeakBytes);
        json.WriteBoolean("keeps", step.Keeps);
        WriteSource(json, step.Source);
    }

    private static void Failure(Utf8JsonWriter json, KnownFailure failure)
    {
        json.WriteString("signature", failure.Signature);
        json.WriteString("symptom", failure.Symptom);
        WriteSource(json, failure.Source);
    }

    private static void Correction(Utf8JsonWriter json, StackCorrection correction)
    {
        json.WriteString("says", correction.Says);
        json.WriteString("correct", correction.Correct);
        WriteSource(json, correction.Source);
    }
}
