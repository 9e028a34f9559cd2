namespace Plumb.Formats.Elf;

/// <summary>One defined dynamic symbol.</summary>
internal readonly record struct ElfSymbol(ulong Value, ulong Size);

/// <summary>
/// Finds a dynamic symbol by its name through the hash tables, as the loader does: a handful of reads however large the table is.
/// DT_HASH: System V ABI, "Hash Table". DT_GNU_HASH: header of four words (buckets, first symbol, words of the Bloom filter, shift),
/// the filter, the buckets, then one word a symbol whose lowest bit ends a chain.
/// </summary>
internal static class ElfSymbols
{
    private const int LongestChain = 65536;

    public static bool TryFind(ElfBytes bytes, ElfImage image, ReadOnlySpan<byte> name, out ElfSymbol symbol)
    {
        symbol = default;
        if (!image.TryMapDynamic(ElfDynamicTag.SymbolTable, out var symbols))
        {
            return false;
        }

        return image.TryMapDynamic(ElfDynamicTag.GnuHash, out var gnu)
            ? TryFindGnu(bytes, image, name, gnu, symbols, out symbol)
            : image.TryMapDynamic(ElfDynamicTag.Hash, out var hash)
                && TryFindSystemV(bytes, image, name, hash, symbols, out symbol);
    }

    private static bool TryFindGnu(
        ElfBytes bytes,
        ElfImage image,
        ReadOnlySpan<byte> name,
        long table,
        long symbols,
        out ElfSymbol symbol
    )
    {
        symbol = default;
        if (
            !bytes.TryRead(table, false, out var buckets)
            || !bytes.TryRead(table + 4, false, out var first)
            || !bytes.TryRead(table + 8, false, out var filterWords)
            || buckets == 0
        )
        {
            return false;
        }

        var hash = 5381u;
        foreach (var b in name)
        {
            hash = unchecked((hash * 33) + b);
        }

        var bucketsAt = table + 16 + ((long)filterWords * bytes.WordSize);
        var chainsAt = bucketsAt + ((long)buckets * 4);
        if (!bytes.TryRead(bucketsAt + ((long)(hash % buckets) * 4), false, out var index) || index < first)
        {
            return false;
        }

        for (var step = 0; step < LongestChain; step++, index++)
        {
            if (!bytes.TryRead(chainsAt + ((long)(index - first) * 4), false, out var link))
            {
                return false;
            }

            if ((link | 1) == (hash | 1) && IsDefined(bytes, image, symbols, index, name, out symbol))
            {
                return true;
            }

            if ((link & 1) != 0)
            {
                return false;
            }
        }

        return false;
    }

    private static bool TryFindSystemV(
        ElfBytes bytes,
        ElfImage image,
        ReadOnlySpan<byte> name,
        long table,
        long symbols,
        out ElfSymbol symbol
    )
    {
        symbol = default;
        if (!bytes.TryRead(table, false, out var buckets) || buckets == 0)
        {
            return false;
        }

        var hash = 0u;
        foreach (var b in name)
        {
            hash = unchecked((hash << 4) + b);
            var high = hash & 0xF0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        bytes.TryRead(table + 8 + ((long)(hash % buckets) * 4), false, out var index);
        for (var step = 0; step < LongestChain && index != 0; step++)
        {
            if (IsDefined(bytes, image, symbols, index, name, out symbol))
            {
                return true;
            }

            bytes.TryRead(table + 8 + ((long)(buckets + index) * 4), false, out index);
        }

        return false;
    }

    private static bool IsDefined(
        ElfBytes bytes,
        ElfImage image,
        long symbols,
        ulong index,
        ReadOnlySpan<byte> name,
        out ElfSymbol symbol
    )
    {
        symbol = default;
        var size = bytes.Is64Bit ? 24 : 16;
        Span<byte> entry = stackalloc byte[24];
        entry = entry[..size];
        if (!bytes.TryRead(symbols + ((long)index * size), entry))
        {
            return false;
        }

        symbol = bytes.Is64Bit
            ? new ElfSymbol(bytes.U64(entry[8..]), bytes.U64(entry[16..]))
            : new ElfSymbol(bytes.U32(entry[4..]), bytes.U32(entry[8..]));
        var section = bytes.U16(entry[(bytes.Is64Bit ? 6 : 14)..]);
        return section != 0 && HasName(bytes, image, bytes.U32(entry), name);
    }

    private static bool HasName(ElfBytes bytes, ElfImage image, uint index, ReadOnlySpan<byte> name)
    {
        Span<byte> buffer = stackalloc byte[256];
        if (name.Length >= buffer.Length || !image.TryMapDynamic(ElfDynamicTag.StringTable, out var strings))
        {
            return false;
        }

        buffer = buffer[..(name.Length + 1)];
        return bytes.TryRead(strings + index, buffer) && buffer[..^1].SequenceEqual(name) && buffer[^1] == 0;
    }
}
