using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Plumb.Metadata.Toml;

/// <summary>A key of a table with its value.</summary>
/// <param name="Key">Decoded, one part of a dotted key.</param>
/// <param name="Value">The value.</param>
/// <param name="Offset">Where the key stands in the text, in UTF-16 units; -1 for a table not read from a text.</param>
public readonly record struct TomlEntry(string Key, TomlValue Value, int Offset = -1);

/// <summary>A table, however it was written: root, header, dotted key or inline.</summary>
public sealed record TomlTable : TomlValue
{
    // Most tables have a handful of keys, where looking at each is faster than hashing.
    private const int Few = 8;
    private readonly Dictionary<string, int>? _index;

    /// <summary>Makes a table; no two entries may have the same key.</summary>
    /// <exception cref="ArgumentException">Two entries have the same key.</exception>
    public TomlTable(ImmutableArray<TomlEntry> entries, int offset = -1)
        : base(offset)
    {
        Entries = entries;
        if (entries.Length <= Few)
        {
            return;
        }

        _index = new Dictionary<string, int>(entries.Length, StringComparer.Ordinal);
        for (var i = 0; i < entries.Length; i++)
        {
            _index.Add(entries[i].Key, i);
        }
    }

    /// <summary>A table without keys.</summary>
    public static TomlTable Empty { get; } = new([]);

    /// <summary>The keys in the order of the text.</summary>
    public ImmutableArray<TomlEntry> Entries { get; }

    /// <inheritdoc />
    public override string Kind => "table";

    /// <summary>The value of a key; null when there is none.</summary>
    public TomlValue? this[string key] => TryGet(key, out var entry) ? entry.Value : null;

    /// <summary>Finds a key.</summary>
    public bool TryGet(string key, out TomlEntry entry)
    {
        if (_index is not null)
        {
            var found = _index.TryGetValue(key, out var at);
            entry = found ? Entries[at] : default;
            return found;
        }

        foreach (var candidate in Entries)
        {
            if (candidate.Key == key)
            {
                entry = candidate;
                return true;
            }
        }

        entry = default;
        return false;
    }

    /// <summary>The value of a key when it is of the wanted kind.</summary>
    public bool TryGet<T>(string key, [NotNullWhen(true)] out T? value)
        where T : TomlValue
    {
        value = this[key] as T;
        return value is not null;
    }

    /// <summary>The text of a key whose value is a string; null otherwise.</summary>
    public string? Text(string key) => (this[key] as TomlString)?.Text;

    /// <summary>The truth of a key whose value is a boolean; null otherwise.</summary>
    public bool? Truth(string key) => (this[key] as TomlBoolean)?.IsTrue;

    /// <summary>The table at a path of keys; null when a key is missing or not a table.</summary>
    public TomlTable? Table(params ReadOnlySpan<string> path)
    {
        var table = this;
        foreach (var key in path)
        {
            if (table[key] is not TomlTable next)
            {
                return null;
            }

            table = next;
        }

        return table;
    }

    /// <summary>The items of a key whose value is an array; empty otherwise.</summary>
    public ImmutableArray<TomlValue> Items(string key) => (this[key] as TomlArray)?.Items ?? [];

    /// <summary>The tables among the items of a key whose value is an array; empty otherwise.</summary>
    public IEnumerable<TomlTable> Tables(string key) => Items(key).OfType<TomlTable>();

    /// <summary>The strings among the items of a key whose value is an array; empty otherwise.</summary>
    public IEnumerable<string> Texts(string key) => Items(key).OfType<TomlString>().Select(item => item.Text);

    /// <summary>Same keys with equal values in the same order.</summary>
    public bool Equals(TomlTable? other) =>
        other is not null && Offset == other.Offset && Entries.AsSpan().SequenceEqual(other.Entries.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Offset, Entries.Length);
}
