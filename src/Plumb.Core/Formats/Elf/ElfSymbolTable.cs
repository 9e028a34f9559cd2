namespace Plumb.Formats.Elf;

/// <summary>The dynamic symbol table: rows, names and versions by number, each through a window of its own.</summary>
internal sealed class ElfSymbolTable
{
    private const int RowWindow = 24 * 256;
    private const int NameWindow = 4096;
    private const int LongNameWindow = 1 << 16;
    private readonly ElfBytes _rows;
    private readonly ElfBytes _names;
    private readonly ElfBytes _versions;
    private ElfBytes? _longNames;
    private readonly long _rowsAt;
    private readonly long _namesAt;
    private readonly long _versionsAt;

    private ElfSymbolTable(ElfBytes bytes, long rows, long names, long versions)
    {
        _rows = bytes.Another(RowWindow);
        _names = bytes.Another(NameWindow);
        _versions = bytes.Another(1024);
        _rowsAt = rows;
        _namesAt = names;
        _versionsAt = versions;
    }

    /// <summary>Null when there is no table.</summary>
    public static ElfSymbolTable? Open(ElfBytes bytes, ElfDynamicSection dynamic)
    {
        if (!dynamic.TryMap(ElfDynamicTag.SymbolTable, out var rows) || dynamic.StringTable < 0)
        {
            return null;
        }

        var versions = dynamic.TryMap(ElfDynamicTag.SymbolVersions, out var at) ? at : -1;
        return new ElfSymbolTable(bytes, rows, dynamic.StringTable, versions);
    }

    /// <summary>One row and the place of its name (0 when it has none); false beyond the end of the file.</summary>
    public bool TryRead(uint index, out ElfSymbol symbol, out long name)
    {
        var size = ElfSymbol.SizeOf(_rows.Encoding);
        var row = _rows.Peek(_rowsAt + ((long)index * size), size);
        if (row.Length < size)
        {
            (symbol, name) = (default, 0);
            return false;
        }

        symbol = ElfSymbol.Parse(_rows.Encoding, row, VersionOf(index));
        var nameIndex = _rows.U32(row);
        name = nameIndex == 0 ? 0 : _namesAt + nameIndex;
        return true;
    }

    /// <summary>
    /// The name that lies at a place of <see cref="TryRead"/>. Names lie in no order, so that each may cost a read of the window: it is
    /// small, and names of templates that do not fit get another one.
    /// </summary>
    public ReadOnlySpan<byte> NameAt(long place)
    {
        var name = _names.PeekString(place);
        return name.Length < NameWindow ? name : (_longNames ??= _names.Another(LongNameWindow)).PeekString(place);
    }

    /// <summary>True when exactly this name lies at a place of <see cref="TryRead"/>.</summary>
    public bool HasName(long place, ReadOnlySpan<byte> name) => _names.HasString(place, name);

    private ushort VersionOf(uint index)
    {
        if (_versionsAt < 0)
        {
            return 1;
        }

        var bytes = _versions.Peek(_versionsAt + (index * 2L), 2);
        return bytes.Length < 2 ? (ushort)1 : _versions.U16(bytes);
    }
}
