using System.Text.Json;
using Plumb.Processes;

namespace Plumb.Trials.Imports;

/// <summary>Reads what a child told of an import, and takes what it did not tell from how it ended.</summary>
internal static class ImportAnswer
{
    private const int MostExceptions = 16;
    private const int MostFrames = 100;

    /// <summary>The outcome. A child may answer anything: what is no answer of ours counts as none.</summary>
    public static ImportOutcome Read(string module, ChildEnd end, ReadOnlyMemory<byte>? answer)
    {
        var told = answer is { } bytes ? Told(module, bytes) : null;
        if (told is not null)
        {
            return told with
            {
                Kind =
                    told is { Kind: ImportOutcomeKind.Exception, Chain: [var last, ..] }
                    && ResourceTrouble.IsIn(last.Type, last.Message)
                        ? ImportOutcomeKind.Memory
                        : told.Kind,
                Error = end.Error,
                Output = end.Output,
            };
        }

        var kind = end.Kind switch
        {
            ChildEndKind.TimedOut => ImportOutcomeKind.Timeout,
            _ when ResourceTrouble.IsIn(end.Error) => ImportOutcomeKind.Memory,
            ChildEndKind.Signalled => ImportOutcomeKind.Signal,
            _ => ImportOutcomeKind.Ended,
        };
        return new ImportOutcome(module, kind, end.Took.TotalMilliseconds)
        {
            Signal = end.Signal,
            Code = end.Code,
            Error = end.Error,
            Output = end.Output,
            Running = FatalTraceback.Read(end.Error),
        };
    }

    private static ImportOutcome? Told(string module, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 16 });
            var root = json.RootElement;
            ImportOutcomeKind? kind = Text(root, "outcome") switch
            {
                "imported" => ImportOutcomeKind.Imported,
                "exception" => ImportOutcomeKind.Exception,
                "exit" => ImportOutcomeKind.Exit,
                "memory" => ImportOutcomeKind.Memory,
                _ => null,
            };
            return kind is null
                ? null
                : new ImportOutcome(module, kind.Value, Number(root, "milliseconds"))
                {
                    File = Optional(root, "file"),
                    Version = Optional(root, "version"),
                    Chain = [.. Items(root, "chain").Take(MostExceptions).Select(Exception)],
                };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static RaisedException Exception(JsonElement told) =>
        new(
            Text(told, "type"),
            Text(told, "message"),
            Text(told, "link") switch
            {
                "cause" => ExceptionLink.Cause,
                "context" => ExceptionLink.Context,
                _ => ExceptionLink.Raised,
            },
            [.. Items(told, "frames").Take(MostFrames).Select(Frame)]
        );

    private static TracebackFrame Frame(JsonElement told) =>
        new(Text(told, "file"), (int)Number(told, "line"), Text(told, "module"), Text(told, "function"));

    private static IEnumerable<JsonElement> Items(JsonElement told, string name) =>
        told.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : Enumerable.Empty<JsonElement>();

    private static string Text(JsonElement told, string name) => Optional(told, name) ?? "";

    private static string? Optional(JsonElement told, string name) =>
        told.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double Number(JsonElement told, string name) =>
        told.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var number)
        && number is >= 0 and < int.MaxValue
            ? number
            : 0;
}
