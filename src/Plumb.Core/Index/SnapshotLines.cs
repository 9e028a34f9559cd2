using System.Text.Json;
using Plumb.Python;

namespace Plumb.Index;

/// <summary>The lines of plumb-index/1, held in memory as they are.</summary>
internal sealed class SnapshotLines : ISnapshotStore
{
    private const string Format = "plumb-index/1";
    private readonly SortedDictionary<PackageName, ReadOnlyMemory<byte>> _lines = [];

    private SnapshotLines(string recorded) => Recorded = recorded;

    public string Recorded { get; }

    public IEnumerable<PackageName> Names => _lines.Keys;

    public static SnapshotLines Read(Stream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        ReadOnlyMemory<byte> rest = memory.GetBuffer().AsMemory(0, (int)memory.Length);
        var header = TakeLine(ref rest);
        if (FieldOf(header, "format") != Format)
        {
            throw new InvalidDataException($"An index snapshot begins with a line that says {Format}");
        }

        var lines = new SnapshotLines(FieldOf(header, "recorded") ?? "");
        while (!rest.IsEmpty)
        {
            var line = TakeLine(ref rest);
            if (!line.IsEmpty)
            {
                var name =
                    FieldOf(line, "name") ?? throw new InvalidDataException("A package of the index has no name");
                lines._lines[PackageName.Of(name)] = line;
            }
        }

        return lines;
    }

    public SnapshotBlock? Find(PackageName name) =>
        _lines.TryGetValue(name, out var line) ? new SnapshotBlock(line, default) : null;

    private static ReadOnlyMemory<byte> TakeLine(ref ReadOnlyMemory<byte> rest)
    {
        var end = rest.Span.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return line;
    }

    // Stops at the field, which stands first: the rest of a line may be a megabyte.
    private static string? FieldOf(ReadOnlyMemory<byte> line, string field)
    {
        try
        {
            var reader = new Utf8JsonReader(line.Span);
            while (reader.Read())
            {
                if (
                    reader.CurrentDepth == 1
                    && reader.TokenType == JsonTokenType.PropertyName
                    && reader.ValueTextEquals(field)
                )
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }
            }

            return null;
        }
        // Text that is no UTF-8 is an InvalidOperationException to the reader.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException("A line of the index snapshot is no JSON: " + e.Message, e);
        }
    }
}
