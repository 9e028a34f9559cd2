using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Plumb.Core.Tests.Corpus;

/// <summary>Reads the lines of skeletons and pools: gzip, one JSON value a line.</summary>
public static class SkeletonReader
{
    /// <summary>Unpacks while reading.</summary>
    public static Stream OpenGzip(string file) => new GZipStream(File.OpenRead(file), CompressionMode.Decompress);

    /// <summary>The first line of a skeleton.</summary>
    public static SkeletonHeader ReadHeader(string file)
    {
        foreach (var line in Lines(file))
        {
            return SkeletonHeader.Parse(line);
        }

        throw new InvalidDataException($"{file} is empty.");
    }

    /// <summary>Every line as bytes without its newline; the memory is valid until the next one is asked for.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Lines(string file)
    {
        using var stream = OpenGzip(file);
        var buffer = new byte[1 << 20];
        int start = 0,
            end = 0;
        while (true)
        {
            var newline = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                yield return buffer.AsMemory(start, newline);
                start += newline + 1;
                continue;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0)
            {
                if (end > 0)
                {
                    yield return buffer.AsMemory(0, end);
                }

                yield break;
            }

            end += read;
        }
    }

    /// <summary>One line after the first.</summary>
    public static SkeletonEntry ParseEntry(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var row = document.RootElement;
        (string, string)? reference = null;
        if (row.TryGetProperty("ref", out var named))
        {
            var text = named.GetString() ?? "";
            var hash = text.LastIndexOf('#');
            reference = (text[..hash], text[(hash + 1)..]);
        }

        return new SkeletonEntry(
            row.TryGetProperty("root", out var root) ? root.GetString() ?? "" : "venv",
            row.GetProperty("path").GetString() ?? "",
            row.TryGetProperty("size", out var size) ? size.GetInt64() : 0,
            row.TryGetProperty("mode", out var mode) ? mode.GetInt32() : null,
            row.TryGetProperty("link", out var link) ? link.GetString() : null,
            IsTrue(row, "dir"),
            IsTrue(row, "altered") || (row.TryGetProperty("native", out var native) && IsTrue(native, "masked")),
            reference,
            ParseContent(row)
        );
    }

    /// <summary>The content fields of a line of a skeleton or a pool.</summary>
    public static SkeletonContent ParseContent(JsonElement row)
    {
        if (row.TryGetProperty("text", out var text))
        {
            return new SkeletonContent { Whole = Utf8(text) };
        }

        if (row.TryGetProperty("b64", out var packed))
        {
            return new SkeletonContent { Whole = packed.GetBytesFromBase64() };
        }

        var hasHead = row.TryGetProperty("head", out var head);
        var hasRanges = row.TryGetProperty("ranges", out var ranges);
        return !hasHead && !hasRanges
            ? SkeletonContent.Hole
            : new SkeletonContent
            {
                Head = hasHead ? Utf8(head) : null,
                Ranges = hasRanges
                    ?
                    [
                        .. ranges
                            .EnumerateArray()
                            .Select(range => KeyValuePair.Create(range[0].GetInt64(), range[1].GetBytesFromBase64())),
                    ]
                    : [],
            };
    }

    private static byte[] Utf8(JsonElement text) => Encoding.UTF8.GetBytes(text.GetString() ?? "");

    // Python writes true, or a word that says what was altered.
    private static bool IsTrue(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value)
        && value.ValueKind is not (JsonValueKind.False or JsonValueKind.Null)
        && !(value.ValueKind == JsonValueKind.String && value.GetString() is "");
}
