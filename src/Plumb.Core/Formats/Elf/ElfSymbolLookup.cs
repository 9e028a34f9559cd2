namespace Plumb.Formats.Elf;

/// <summary>Finds exported symbols by name as the loader does, through DT_GNU_HASH or DT_HASH (System V ABI, "Hash Table").</summary>
internal sealed class ElfSymbolLookup
{
    private const int LongestChain = 65536;
    private readonly ElfBytes _bytes;
    private readonly ElfSymbolTable? _symbols;
    private readonly ElfHashTable? _gnu;
    private readonly long _systemV = -1;

    public ElfSymbolLookup(ElfBytes bytes, ElfDynamicSection dynamic)
    {
        _bytes = bytes;
        _symbols = ElfSymbolTable.Open(bytes, dynamic);
        if (dynamic.TryMap(ElfDynamicTag.GnuHash, out var gnu))
        {
            _gnu = ElfHashTable.Read(bytes, gnu);
        }
        else if (dynamic.TryMap(ElfDynamicTag.Hash, out var hash))
        {
            _systemV = hash;
        }
    }

    /// <summary>DT_GNU_HASH; null when there is none.</summary>
    public ElfHashTable? GnuHash => _gnu;

    /// <summary>The number of rows that DT_HASH states; null when that is not the table.</summary>
    public uint? SystemVCount =>
        _systemV >= 0 && _bytes.TryRead(_systemV + 4, false, out var count) ? (uint)count : null;

    /// <summary>The definition of a name whose version matches; 0 stands for any version that is not hidden, or else the first.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, ushort version, out ElfSymbol symbol)
    {
        symbol = default;
        return _symbols is not null
            && (
                _gnu is not null
                    ? TryFindGnu(_gnu, name, version, out symbol)
                    : _systemV >= 0 && TryFindSystemV(name, version, out symbol)
            );
    }

    private bool TryFindGnu(ElfHashTable table, ReadOnlySpan<byte> name, ushort version, out ElfSymbol symbol)
    {
        symbol = default;
        var hash = ElfHashTable.HashOf(name);
        var found = false;
        var steps = 0;
        for (var index = table.Find(hash); index != 0 && steps < LongestChain; index = table.Next(index, hash), steps++)
        {
            if (Matches(index, name, version, ref found, ref symbol))
            {
                return true;
            }
        }

        return found;
    }

    private bool TryFindSystemV(ReadOnlySpan<byte> name, ushort version, out ElfSymbol symbol)
    {
        symbol = default;
        if (!_bytes.TryRead(_systemV, false, out var buckets) || buckets == 0)
        {
            return false;
        }

        var found = false;
        _bytes.TryRead(_systemV + 8 + ((long)(SystemVHash(name) % buckets) * 4), false, out var index);
        for (var step = 0; step < LongestChain && index != 0; step++)
        {
            if (Matches((uint)index, name, version, ref found, ref symbol))
            {
                return true;
            }

            _bytes.TryRead(_systemV + 8 + ((long)(buckets + index) * 4), false, out index);
        }

        return found;
    }

    // True ends the search; `found` alone keeps the best so far.
    private bool Matches(uint index, ReadOnlySpan<byte> name, ushort version, ref bool found, ref ElfSymbol symbol)
    {
        if (
            !_symbols!.TryRead(index, out var row, out var place)
            || !row.IsExported
            || !_symbols.HasName(place, name)
            || (version != 0 && row.VersionIndex != version)
        )
        {
            return false;
        }

        if (!found)
        {
            (found, symbol) = (true, row);
        }

        if (version == 0 && row.IsHiddenVersion)
        {
            return false;
        }

        symbol = row;
        return true;
    }

    private static uint SystemVHash(ReadOnlySpan<byte> name)
    {
        var hash = 0u;
        foreach (var b in name)
        {
            hash = unchecked((hash << 4) + b);
            var high = hash & 0xF0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        return hash;
    }
}
