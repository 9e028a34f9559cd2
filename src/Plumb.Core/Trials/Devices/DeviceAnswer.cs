using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Processes;

namespace Plumb.Trials.Devices;

/// <summary>Reads what a child told of devices, and takes what it did not tell from how it ended.</summary>
internal static class DeviceAnswer
{
    private const int MostDevices = 64;

    /// <summary>The devices of a library; null, with the reason, when it told none.</summary>
    public static ImmutableArray<(string Device, string Name)>? Devices(
        ChildEnd end,
        ReadOnlyMemory<byte>? answer,
        out string? version,
        out string? remark,
        out string? trouble
    )
    {
        (version, remark, trouble) = (null, null, null);
        using var json = Parse(answer);
        if (json is null || Text(json, "outcome") != "devices")
        {
            trouble = Error(json) ?? Ending(end);
            return null;
        }

        version = Text(json, "version");
        remark = Text(json, "remark");
        return
        [
            .. json
                .RootElement.GetProperty("devices")
                .EnumerateArray()
                .Take(MostDevices)
                .Select(d => (Text(d, "device") ?? "", Text(d, "name") ?? "")),
        ];
    }

    /// <summary>What came of one device.</summary>
    public static DeviceOutcome Outcome(string device, string name, ChildEnd end, ReadOnlyMemory<byte>? answer)
    {
        using var json = Parse(answer);
        return (json is null ? null : Text(json, "outcome")) switch
        {
            "works" => new DeviceOutcome(device, name, DeviceOutcomeKind.Works)
            {
                Milliseconds = Number(json!, "milliseconds"),
                Numbers = (int)Number(json!, "numbers"),
            },
            "wrong" => new DeviceOutcome(device, name, DeviceOutcomeKind.Wrong)
            {
                Milliseconds = Number(json!, "milliseconds"),
                Numbers = (int)Number(json!, "numbers"),
                Wrong = (int)Number(json!, "wrong"),
            },
            "untried" => new DeviceOutcome(device, name, DeviceOutcomeKind.Untried),
            "unloaded" => new DeviceOutcome(
                device,
                name,
                OnnxProviders.IsOptional(device) ? DeviceOutcomeKind.Untried : DeviceOutcomeKind.Error
            )
            {
                Error = Unloaded(end),
            },
            "error" => new DeviceOutcome(device, name, DeviceOutcomeKind.Error) { Error = Error(json) },
            _ => new DeviceOutcome(
                device,
                name,
                end.Kind == ChildEndKind.TimedOut ? DeviceOutcomeKind.Timeout : DeviceOutcomeKind.Crashed
            )
            {
                Error = Ending(end),
            },
        };
    }

    private static string Ending(ChildEnd end)
    {
        var how = end.Kind switch
        {
            ChildEndKind.NotStarted => $"the interpreter cannot be started: {end.Trouble}",
            ChildEndKind.TimedOut => "it did not end in time",
            ChildEndKind.Signalled => "the process was ended: " + end.Signal,
            _ => FormattableString.Invariant($"the process ended with code {end.Code}"),
        };
        var said = end.Error.Split('\n').Select(l => l.Trim()).LastOrDefault(l => l.Length > 0);
        return end.Kind == ChildEndKind.Exited && said is not null ? $"{how}: {said}" : how;
    }

    // onnxruntime prints why and goes on without.
    private static string Unloaded(ChildEnd end)
    {
        const string mark = "with error: ";
        var why = end
            .Error.Split('\n')
            .Where(l => l.Contains(mark, StringComparison.Ordinal))
            .Select(l => l[(l.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..].Trim())
            .FirstOrDefault(l => l.Length > 0);
        return why is null ? "its library did not load" : "its library did not load: " + why;
    }

    private static string? Error(JsonDocument? json) =>
        json is not null && Text(json, "type") is { } type ? $"{type}: {Text(json, "message")}" : null;

    private static JsonDocument? Parse(ReadOnlyMemory<byte>? answer)
    {
        try
        {
            var json = answer is { } bytes ? JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 8 }) : null;
            if (json is { RootElement.ValueKind: not JsonValueKind.Object })
            {
                json.Dispose();
                return null;
            }

            return json;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonDocument json, string name) => Text(json.RootElement, name);

    private static string? Text(JsonElement told, string name) =>
        told.ValueKind == JsonValueKind.Object
        && told.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static double Number(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var number)
        && number is >= 0 and < int.MaxValue
            ? number
            : 0;
}
