using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Checks.Cuda;
using Plumb.Text;
using Plumb.Trials.Devices;

namespace Plumb.Cli.Rendering;

/// <summary>The member <c>test</c> of the data of <c>gpu</c>.</summary>
internal static class DeviceTrialJson
{
    /// <summary>Writes it into an object that is open; nothing where no product was asked for.</summary>
    public static void WriteMember(Utf8JsonWriter json, ImmutableArray<LibraryTrial>? trials, GpuAssessment assessment)
    {
        if (trials is null)
        {
            return;
        }

        json.WriteStartArray("test");
        foreach (var trial in trials)
        {
            json.WriteStartObject();
            json.WriteString("library", trial.Library);
            json.WriteString("distribution", trial.Distribution);
            json.WriteString("version", trial.Version);
            json.WriteString("trouble", trial.Trouble is { } trouble ? Redaction.Redact(trouble) : null);
            json.WriteString("remark", trial.Remark is { } remark ? Redaction.Redact(remark) : null);
            json.WriteStartArray("devices");
            foreach (var device in trial.Devices)
            {
                Write(json, trial, device, assessment);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, LibraryTrial trial, DeviceOutcome device, GpuAssessment assessment)
    {
        json.WriteStartObject();
        json.WriteString("device", device.Device);
        json.WriteString("name", device.Name);
        json.WriteString("outcome", DeviceTrialText.Word(device.Kind));
        WriteNumber(json, "milliseconds", device.Milliseconds);
        WriteNumber(json, "timesCpu", trial.Rate(device));
        json.WriteNumber("wrong", device.Wrong);
        json.WriteNumber("numbers", device.Numbers);
        json.WriteString("error", device.Error is { } error ? Redaction.Redact(error) : null);
        json.WriteString("verdict", DeviceFindings.Verdict(trial, device, assessment));
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, Math.Round(number, 3));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
