using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Plumb.Index;

/// <summary>
/// Packs a recorded snapshot (plumb-index/1), the same bytes every time. Layout, little-endian: the eight bytes "plumbix1"; the length
/// of the packed table (4); the table; one block a package, in the table's order. A block is the length of its digests (4), the digests
/// (32 bytes a file), and the package's line with <c>true</c> in the place of each digest. Table and lines are compressed with Brotli;
/// the table is the day of the recording and a count, then name and block length of each package, as .NET's <see cref="BinaryWriter"/> writes them.
/// </summary>
public static class PackedIndexWriter
{
    // The best of Brotli, with a window that holds the largest line.
    private const int Quality = 11;
    private const int WindowBits = 22;

    /// <summary>Reads plumb-index/1 and writes it packed. Throws <see cref="InvalidDataException"/> when it is not of that format.</summary>
    public static void Write(Stream recorded, Stream packed)
    {
        var lines = SnapshotLines.Read(recorded);
        var blocks = lines.Names.Select(n => (Name: n, Block: Pack(lines.Find(n)!.Json.Span))).ToList();
        using var table = new MemoryStream();
        using (var writer = new BinaryWriter(table, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(lines.Recorded);
            writer.Write7BitEncodedInt(blocks.Count);
            foreach (var (name, block) in blocks)
            {
                writer.Write(name.Normalized);
                writer.Write7BitEncodedInt(block.Length);
            }
        }

        var packedTable = Compress(table.ToArray());
        packed.Write(PackedIndex.Magic);
        WriteLength(packed, packedTable.Length);
        packed.Write(packedTable);
        foreach (var (_, block) in blocks)
        {
            packed.Write(block);
        }
    }

    private static byte[] Pack(ReadOnlySpan<byte> line)
    {
        using var digests = new MemoryStream();
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            var isDigest = false;
            for (var reader = new Utf8JsonReader(line); reader.Read(); )
            {
                if (isDigest && reader.TokenType == JsonTokenType.String)
                {
                    digests.Write(Convert.FromHexString(reader.GetString() ?? ""));
                    writer.WriteBooleanValue(true);
                }
                else
                {
                    Copy(ref reader, writer);
                }

                isDigest = reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("h"u8);
            }
        }

        using var block = new MemoryStream();
        WriteLength(block, (int)digests.Length);
        block.Write(digests.ToArray());
        block.Write(Compress(text.ToArray()));
        return block.ToArray();
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(reader.GetString()!);
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(reader.GetString());
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan);
                break;
        }
    }

    private static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, packed, out var length, Quality, WindowBits)
            ? packed[..length]
            : throw new InvalidOperationException("Brotli refused a block for which it was given room");
    }

    private static void WriteLength(Stream stream, int length)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        stream.Write(bytes);
    }
}
