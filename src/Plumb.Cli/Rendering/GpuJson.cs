using System.Text.Json;
using Plumb.Checks.Cuda;
using Plumb.Formats.Fatbins;
using Plumb.Machine.Gpus;
using Plumb.Native.Cuda;

namespace Plumb.Cli.Rendering;

/// <summary>The <c>data</c> of <c>gpu</c>.</summary>
internal static class GpuJson
{
    /// <summary>Writes one object.</summary>
    public static void Write(Utf8JsonWriter json, GpuReport report)
    {
        var assessment = report.Assessment;
        json.WriteStartObject();
        json.WriteString("environment", report.Prefix);
        json.WriteString("driver", assessment.Gpus.Driver?.Version?.Value.ToString());
        json.WriteString("cuda", assessment.Gpus.Driver?.Cuda?.Value.ToString());
        json.WriteStartArray("devices");
        foreach (var device in assessment.Gpus.Devices)
        {
            WriteDevice(json, device);
        }

        json.WriteEndArray();
        json.WriteStartArray("consumers");
        foreach (var consumer in assessment.Consumers)
        {
            WriteConsumer(json, consumer);
        }

        json.WriteEndArray();
        json.WriteStartArray("verdicts");
        foreach (var verdict in assessment.Verdicts)
        {
            json.WriteStartObject();
            json.WriteNumber("device", verdict.Device);
            json.WriteString("consumer", verdict.Consumer.Distribution);
            json.WriteString("runs", Word(verdict.Runs));
            json.WriteString("reason", verdict.Reason);
            WriteInstead(json, verdict);
            json.WriteEndObject();
        }

        foreach (var verdict in assessment.Others)
        {
            json.WriteStartObject();
            json.WriteNumber("device", verdict.Device);
            json.WriteString("consumer", verdict.Distribution);
            json.WriteString("runs", Word(verdict.Runs));
            json.WriteString("reason", verdict.Reason);
            json.WriteNull("instead");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        DeviceTrialJson.WriteMember(json, report.Trials, assessment);
        WriteChoice(json, assessment.Choice);
        json.WriteStrings("notes", assessment.Gpus.Notes);
        json.WriteStrings("remarks", report.Remarks);
        json.WriteEndObject();
    }

    /// <summary>"yes", "no", "unknown".</summary>
    public static string Word(Runs runs) =>
        runs switch
        {
            Runs.Yes => "yes",
            Runs.No => "no",
            _ => "unknown",
        };

    private static void WriteDevice(Utf8JsonWriter json, GpuDevice device)
    {
        json.WriteStartObject();
        json.WriteNumber("index", device.Index);
        json.WriteString("vendor", device.Vendor.ToString().ToLowerInvariant());
        json.WriteString("name", device.Name?.Value);
        json.WriteString("sm", device.Capability?.Value.SmName);
        json.WriteString("architecture", device.Architecture?.Value);
        json.WriteNumberOrNull("memoryBytes", device.MemoryBytes?.Value);
        json.WriteNumberOrNull("freeBytes", device.FreeBytes?.Value);
        json.WriteNumberOrNull("cudaIndex", device.CudaIndex);
        json.WriteString("trouble", device.Trouble);
        json.WriteEndObject();
    }

    private static void WriteConsumer(Utf8JsonWriter json, CudaConsumer consumer)
    {
        json.WriteStartObject();
        json.WriteString("distribution", consumer.Distribution);
        json.WriteString("version", consumer.Version);
        json.WriteString("file", consumer.File);
        json.WriteString("cuda", consumer.Cuda?.ToString());
        json.WriteString("cudnn", consumer.Cudnn is { } cudnn ? Words.Invariant($"{cudnn}") : null);
        json.WriteBoolean("cpuOnly", consumer.IsCpuOnly);
        json.WriteStartArray("architectures");
        foreach (var (name, kind) in consumer.Architectures.Select(a => (a.SmName, a.Kind)).Distinct())
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("kind", kind == FatbinKind.Ptx ? "ptx" : "cubin");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStrings("missing", consumer.Missing);
        json.WriteEndObject();
    }

    private static void WriteInstead(Utf8JsonWriter json, CudaVerdict verdict)
    {
        if (verdict.Instead is not { } build)
        {
            json.WriteNull("instead");
            return;
        }

        json.WriteStartObject("instead");
        json.WriteString("distribution", verdict.Consumer.Distribution);
        json.WriteString("version", build.Torch);
        json.WriteString("build", build.Tag);
        json.WriteString("cuda", build.Cuda.ToString());
        json.WriteString("source", build.Source.Text);
        json.WriteString("grade", build.Source.GradeWord);
        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, DeviceChoice choice)
    {
        json.WriteStartObject("choice");
        json.WriteString("device", choice.Device);
        json.WriteNumberOrNull("index", choice.Index);
        json.WriteString("why", choice.Why);
        json.WriteEndObject();
    }
}
