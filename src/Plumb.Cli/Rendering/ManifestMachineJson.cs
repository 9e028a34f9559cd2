using System.Text.Json;
using Plumb.Stacks;

namespace Plumb.Cli.Rendering;

/// <summary>What a stack says of machines, as data.</summary>
internal static class ManifestMachineJson
{
    /// <summary>A variant with its conditions.</summary>
    public static void Variant(Utf8JsonWriter json, StackVariant variant)
    {
        json.WriteString("name", variant.Name);
        json.WriteStartObject("when");
        ManifestJson.WriteSystems(json, "system", variant.When.Systems);
        json.WriteStrings("architecture", variant.When.Architectures);
        json.WriteStrings("gpu", variant.When.Gpus);
        json.WriteString("driver", variant.When.Driver?.ToString());
        json.WriteString("cuda", variant.When.Cuda?.ToString());
        json.WriteString("capability", variant.When.Capability?.ToString());
        json.WriteNumberOrNull("gpuMemoryBytes", variant.When.GpuMemoryBytes);
        json.WriteEndObject();
        json.WriteStartArray("indexes");
        foreach (var index in variant.Indexes)
        {
            json.WriteStartObject();
            json.WriteString("url", index.Url);
            json.WriteStrings("packages", [.. index.Packages.Select(p => p.Normalized)]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumberOrNull("gpuMemoryBytes", variant.GpuMemoryBytes);
        ManifestJson.WriteSource(json, variant.Source);
    }

    /// <summary>A library or program.</summary>
    public static void System(Utf8JsonWriter json, SystemNeed need)
    {
        json.WriteString("library", need.Library.Length > 0 ? need.Library : null);
        json.WriteString("command", need.Command.Length > 0 ? need.Command : null);
        ManifestJson.WriteSystems(json, "systems", need.Systems);
        json.WriteStartObject("packages");
        foreach (var (system, package) in need.Packages)
        {
            json.WriteString(system, package);
        }

        json.WriteEndObject();
        json.WriteString("neededBy", need.NeededBy.Length > 0 ? need.NeededBy : null);
        json.WriteStrings("variants", need.Variants);
        json.WriteBoolean("optional", need.IsOptional);
        ManifestJson.WriteSource(json, need.Source);
    }
}
