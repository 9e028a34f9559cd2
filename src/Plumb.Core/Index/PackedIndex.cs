using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Plumb.Python;

namespace Plumb.Index;

/// <summary>
/// A snapshot whose packages are compressed one by one, so that a solve unpacks only what it asks for. Written by
/// <see cref="PackedIndexWriter"/>, which says what lies where.
/// </summary>
internal sealed class PackedIndex : ISnapshotStore
{
    internal static ReadOnlySpan<byte> Magic => "plumbix1"u8;

    // What one package may unpack to: 30 times the largest that was recorded.
    private const int LargestPackage = 32 << 20;
    private readonly Lock _lock = new();
    private readonly Stream _stream;
    private readonly SortedDictionary<PackageName, (long Offset, int Length)> _blocks;

    private PackedIndex(Stream stream, string recorded, SortedDictionary<PackageName, (long Offset, int Length)> blocks)
    {
        _stream = stream;
        Recorded = recorded;
        _blocks = blocks;
    }

    public string Recorded { get; }

    public IEnumerable<PackageName> Names => _blocks.Keys;

    /// <summary>Takes over a stream that can seek. Throws <see cref="InvalidDataException"/> when it is no packed snapshot.</summary>
    public static PackedIndex Open(Stream stream)
    {
        try
        {
            Span<byte> head = stackalloc byte[12];
            stream.ReadExactly(head);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head[8..]);
            if (!head.StartsWith(Magic) || length > stream.Length - head.Length)
            {
                throw new InvalidDataException("This is no packed index snapshot");
            }

            var packed = new byte[length];
            stream.ReadExactly(packed);
            using var table = new BinaryReader(new MemoryStream(Unpack(packed)), Encoding.UTF8);
            var recorded = table.ReadString();
            return new PackedIndex(stream, recorded, ReadTable(table, head.Length + length, stream.Length));
        }
        // A reader says that a text is longer than what is left, or of a negative length, as an IOException.
        catch (Exception e) when (e is IOException or FormatException)
        {
            throw new InvalidDataException("The table of the packed index snapshot is damaged", e);
        }
    }

    public SnapshotBlock? Find(PackageName name)
    {
        if (!_blocks.TryGetValue(name, out var place))
        {
            return null;
        }

        var block = new byte[place.Length];
        lock (_lock)
        {
            _stream.Position = place.Offset;
            _stream.ReadExactly(block);
        }

        var digests = block.Length < 4 ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(block);
        return digests <= block.Length - 4
            ? new SnapshotBlock(Unpack(block.AsMemory(4 + (int)digests)), block.AsMemory(4, (int)digests))
            : throw new InvalidDataException($"The block of {name} in the packed index snapshot is damaged");
    }

    private static SortedDictionary<PackageName, (long Offset, int Length)> ReadTable(
        BinaryReader reader,
        long offset,
        long end
    )
    {
        var blocks = new SortedDictionary<PackageName, (long, int)>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var name = PackageName.Of(reader.ReadString());
            var length = reader.Read7BitEncodedInt();
            if (length < 0 || length > end - offset)
            {
                throw new InvalidDataException("The table of the packed index snapshot is damaged");
            }

            blocks[name] = (offset, length);
            offset += length;
        }

        return blocks;
    }

    private static byte[] Unpack(ReadOnlyMemory<byte> packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        var buffer = new byte[1 << 16];
        try
        {
            for (int read; (read = brotli.Read(buffer)) > 0; )
            {
                unpacked.Write(buffer, 0, read);
                if (unpacked.Length > LargestPackage)
                {
                    throw new InvalidDataException(
                        "A package of the packed index snapshot is larger than any real one"
                    );
                }
            }
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException("The packed index snapshot is damaged", e);
        }

        return unpacked.ToArray();
    }
}
