using System.Collections.Immutable;
using System.Text.Json;
using Plumb.Trials.Imports;

namespace Plumb.Core.Tests.Trials.Imports;

/// <summary>Imports as the truth files of recorded environments hold them: the last frame only, and the chain as text.</summary>
internal static class RecordedImport
{
    public static ImportOutcome Read(JsonProperty recorded)
    {
        var row = recorded.Value;
        var milliseconds = row.GetProperty("s").GetDouble() * 1000;
        var error = Text(row, "stderr_tail") + string.Join('\n', Texts(row, "stderr_marks"));
        var outcome = new ImportOutcome(recorded.Name, Kind(row), milliseconds) { Error = error };
        return outcome.Kind switch
        {
            ImportOutcomeKind.Exception => outcome with { Chain = Chain(row) },
            ImportOutcomeKind.Signal => outcome with { Signal = Text(row, "value") },
            _ => outcome,
        };
    }

    private static ImportOutcomeKind Kind(JsonElement row) =>
        Text(row, "outcome") switch
        {
            "ok" => ImportOutcomeKind.Imported,
            "exc" => ImportOutcomeKind.Exception,
            "signal" => ImportOutcomeKind.Signal,
            "timeout" => ImportOutcomeKind.Timeout,
            "exit" => ImportOutcomeKind.Exit,
            var other => throw new InvalidDataException(other),
        };

    private static ImmutableArray<RaisedException> Chain(JsonElement row)
    {
        ImmutableArray<TracebackFrame> place =
            row.TryGetProperty("last", out var last) && last.ValueKind == JsonValueKind.Object
                ?
                [
                    new TracebackFrame(
                        Text(last, "file"),
                        last.GetProperty("line").GetInt32(),
                        Text(last, "module"),
                        Text(last, "function")
                    ),
                ]
                : [];
        return
        [
            new RaisedException(Text(row, "type"), Text(row, "message"), ExceptionLink.Raised, place),
            .. Texts(row, "chain").Select(Earlier),
        ];
    }

    private static RaisedException Earlier(string text)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0
            ? new RaisedException(text, "", ExceptionLink.Context, [])
            : new RaisedException(text[..colon], text[(colon + 2)..], ExceptionLink.Context, []);
    }

    private static IEnumerable<string> Texts(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) ? value.EnumerateArray().Select(v => v.GetString()!) : [];

    private static string Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
