using System.Collections.Immutable;

namespace Plumb.Metadata.Toml;

/// <summary>How a table or array came to be, which decides what may still be added to it.</summary>
internal enum TomlOrigin
{
    /// <summary>Only as part of a longer header, so its own header may still come.</summary>
    ImplicitHeader,

    /// <summary>By its own header (also: the root).</summary>
    Header,

    /// <summary>By dotted keys under one header; only further dotted keys there may add to it.</summary>
    DottedKey,

    /// <summary>Inline; closed once it is written.</summary>
    Inline,
}

/// <summary>A table under construction.</summary>
internal sealed class TomlTableBuilder(int offset, TomlOrigin origin, int section)
{
    private readonly List<TomlSlot> _slots = [];
    private Dictionary<string, int>? _index;

    public int Offset { get; } = offset;

    public TomlOrigin Origin { get; set; } = origin;

    /// <summary>The number of the header under which dotted keys made this table.</summary>
    public int Section { get; set; } = section;

    public TomlSlot? Find(string key)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(key, out var at) ? _slots[at] : null;
        }

        foreach (var slot in _slots)
        {
            if (slot.Key == key)
            {
                return slot;
            }
        }

        return null;
    }

    public TomlSlot Add(string key, int offset)
    {
        var slot = new TomlSlot(key, offset);
        _index?.Add(key, _slots.Count);
        _slots.Add(slot);
        if (_index is null && _slots.Count > 8)
        {
            _index = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < _slots.Count; i++)
            {
                _index.Add(_slots[i].Key, i);
            }
        }

        return slot;
    }

    public TomlTable ToTable()
    {
        var entries = ImmutableArray.CreateBuilder<TomlEntry>(_slots.Count);
        foreach (var slot in _slots)
        {
            entries.Add(new TomlEntry(slot.Key, slot.ToValue(), slot.Offset));
        }

        return new TomlTable(entries.MoveToImmutable(), Offset);
    }
}

/// <summary>A key under construction: it holds a finished value, a table, or the tables of <c>[[headers]]</c>.</summary>
internal sealed class TomlSlot(string key, int offset)
{
    public string Key { get; } = key;

    public int Offset { get; } = offset;

    public TomlValue? Value { get; set; }

    public TomlTableBuilder? Table { get; set; }

    public List<TomlTableBuilder>? Tables { get; set; }

    // The depth of this recursion is the depth of the document, which the parser has bounded.
    public TomlValue ToValue() =>
        Value
        ?? (
            Table is not null
                ? Table.ToTable()
                : new TomlArray([.. Tables!.Select(TomlValue (table) => table.ToTable())], Tables![0].Offset)
        );
}
