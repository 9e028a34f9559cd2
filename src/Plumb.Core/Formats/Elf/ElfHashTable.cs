namespace Plumb.Formats.Elf;

/// <summary>
/// DT_GNU_HASH, held in memory (4 to 8 bytes a symbol) so that asking for thousands of names reads only the rows that match:
/// a header of four words (buckets, first symbol, words of the Bloom filter, shift), the filter, the buckets, then one word a symbol
/// whose lowest bit ends a chain.
/// </summary>
internal sealed class ElfHashTable
{
    private const long MostBytes = 64 << 20;
    private readonly ElfEncoding _encoding;
    private readonly byte[] _filter;
    private readonly byte[] _buckets;
    private readonly byte[] _chains;
    private readonly uint _bucketCount;
    private readonly int _shift;

    private ElfHashTable(ElfEncoding encoding, uint first, int shift, byte[] filter, byte[] buckets, byte[] chains)
    {
        _encoding = encoding;
        First = first;
        _shift = shift;
        _filter = filter;
        _buckets = buckets;
        _bucketCount = (uint)buckets.Length / 4;
        _chains = chains;
    }

    /// <summary>The first symbol that is in the table; those before it are undefined or local.</summary>
    public uint First { get; }

    /// <summary>The number after the last symbol that is in the table; <see cref="First"/> when none is.</summary>
    public uint End => First + ((uint)_chains.Length / 4);

    /// <summary>True when no symbol is in it.</summary>
    public bool IsEmpty => _chains.Length == 0;

    /// <summary>The hash of a name (djb2).</summary>
    public static uint HashOf(ReadOnlySpan<byte> name)
    {
        var hash = 5381u;
        foreach (var b in name)
        {
            hash = unchecked((hash * 33) + b);
        }

        return hash;
    }

    /// <summary>Null when the table lies outside the file or is larger than any real one.</summary>
    public static ElfHashTable? Read(ElfBytes bytes, long at)
    {
        Span<byte> header = stackalloc byte[16];
        if (!bytes.TryRead(at, header))
        {
            return null;
        }

        long buckets = bytes.U32(header),
            first = bytes.U32(header[4..]),
            words = bytes.U32(header[8..]);
        var filterSize = words * bytes.Encoding.WordSize;
        var bucketsAt = at + 16 + filterSize;
        var chainsAt = bucketsAt + (buckets * 4);
        if (buckets == 0 || words == 0 || chainsAt > bytes.Length || chainsAt - at > MostBytes)
        {
            return null;
        }

        var filter = new byte[filterSize];
        var bucketBytes = new byte[buckets * 4];
        if (!bytes.TryReadWhole(at + 16, filter) || !bytes.TryReadWhole(bucketsAt, bucketBytes))
        {
            return null;
        }

        var count = CountChains(bytes, bucketBytes, first, chainsAt);
        var chains = new byte[count * 4];
        return count * 4 <= MostBytes && bytes.TryReadWhole(chainsAt, chains)
            ? new ElfHashTable(bytes.Encoding, (uint)first, (int)bytes.U32(header[12..]), filter, bucketBytes, chains)
            : null;
    }

    /// <summary>The first symbol whose hash may be that one; 0 when none is. <see cref="Next"/> gives the others.</summary>
    public uint Find(uint hash)
    {
        var width = _encoding.WordSize * 8;
        var word = (int)(hash / (uint)width % (uint)(_filter.Length / _encoding.WordSize));
        var bits = _encoding.Word(_filter.AsSpan(word * _encoding.WordSize));
        var mask = (1UL << (int)(hash % (uint)width)) | (1UL << (int)((hash >> _shift) % (uint)width));
        if ((bits & mask) != mask)
        {
            return 0;
        }

        var index = _encoding.U32(_buckets.AsSpan((int)(hash % _bucketCount) * 4));
        return index < First ? 0 : FindFrom(index, hash);
    }

    /// <summary>The next symbol of the same chain whose hash may be that one; 0 when none is.</summary>
    public uint Next(uint index, uint hash) => (Link(index) & 1) != 0 ? 0 : FindFrom(index + 1, hash);

    private uint FindFrom(uint index, uint hash)
    {
        for (; index < End; index++)
        {
            var link = Link(index);
            if ((link | 1) == (hash | 1))
            {
                return index;
            }

            if ((link & 1) != 0)
            {
                return 0;
            }
        }

        return 0;
    }

    private uint Link(uint index) => _encoding.U32(_chains.AsSpan((int)(index - First) * 4));

    // The chain of the highest bucket ends the table.
    private static long CountChains(ElfBytes bytes, ReadOnlySpan<byte> buckets, long first, long chainsAt)
    {
        long highest = 0;
        for (var i = 0; i < buckets.Length; i += 4)
        {
            highest = Math.Max(highest, bytes.U32(buckets[i..]));
        }

        if (highest < first || highest == 0)
        {
            return 0;
        }

        var index = highest - first;
        while (bytes.TryRead(chainsAt + (index * 4), false, out var link))
        {
            index++;
            if ((link & 1) != 0)
            {
                break;
            }
        }

        return chainsAt + (index * 4) > bytes.Length ? 0 : index;
    }
}
