namespace Plumb.Formats.Elf;

/// <summary>
/// Goes through rows of the dynamic symbol table in file order with <c>foreach</c>, holding a window of it at a time.
/// Rows without a name are left out.
/// </summary>
public ref struct ElfSymbolEnumerator
{
    private readonly ElfSymbolTable? _table;
    private readonly uint _end;
    private readonly ElfSymbolFilter _filter;
    private uint _next;
    private ElfSymbol _symbol;
    private long _name;

    internal ElfSymbolEnumerator(ElfSymbolTable? table, uint first, uint end, ElfSymbolFilter filter)
    {
        _table = table;
        _next = first;
        _end = end;
        _filter = filter;
    }

    /// <summary>The symbol at hand.</summary>
    public readonly ElfNamedSymbol Current => new(_table!.NameAt(_name), _symbol);

    /// <summary>This.</summary>
    public readonly ElfSymbolEnumerator GetEnumerator() => this;

    /// <summary>Goes on; false at the end of the table or of the file.</summary>
    public bool MoveNext()
    {
        while (_table is not null && _next < _end && _table.TryRead(_next, out _symbol, out _name))
        {
            _next++;
            if (_name != 0 && IsWanted())
            {
                return true;
            }
        }

        return false;
    }

    private readonly bool IsWanted() =>
        _filter switch
        {
            ElfSymbolFilter.Undefined => !_symbol.IsDefined,
            ElfSymbolFilter.Exported => _symbol.IsExported,
            _ => true,
        };
}

/// <summary>Which rows an <see cref="ElfSymbolEnumerator"/> stops at.</summary>
internal enum ElfSymbolFilter
{
    All,
    Undefined,
    Exported,
}
