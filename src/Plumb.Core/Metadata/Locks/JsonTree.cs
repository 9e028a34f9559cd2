using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Plumb.Metadata.Toml;
using Plumb.Text;

namespace Plumb.Metadata.Locks;

/// <summary>
/// Reads JSON into the tree that the readers of TOML walk over, so that both kinds of lock know their places. A null is left out, as a
/// key that is missing; of a key that stands twice the last one counts, as in Python.
/// </summary>
internal ref struct JsonTree
{
    private readonly TomlOptions _options;
    private Utf8JsonReader _reader;
    private readonly ReadOnlySpan<byte> _bytes;
    private long _countedBytes;
    private int _countedUnits;
    private int _values;

    private JsonTree(ReadOnlySpan<byte> bytes, TomlOptions options)
    {
        _bytes = bytes;
        _options = options;
        _reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = options.MaxDepth });
    }

    public static bool TryParse(
        string file,
        string text,
        [NotNullWhen(true)] out SourceText? source,
        [NotNullWhen(true)] out TomlTable? root,
        [NotNullWhen(false)] out FormatError? error,
        TomlOptions? options = null
    )
    {
        (source, root) = (null, null);
        options ??= TomlOptions.Default;
        if (text.Length > options.MaxLength)
        {
            error = new FormatError($"The file is longer than {options.MaxLength} characters");
            return false;
        }

        var body = text.StartsWith('\ufeff') ? text[1..] : text;
        var tree = new JsonTree(Encoding.UTF8.GetBytes(body), options);
        try
        {
            root = tree.ReadRoot();
        }
        catch (JsonException)
        {
            // The library's own sentences are not in the native program.
            var message =
                tree._values > options.MaxValues
                    ? FormattableString.Invariant($"The file has more than {options.MaxValues} values")
                    : "The file is not JSON from here on";
            error = new FormatError(message, tree.Offset(tree._reader.TokenStartIndex));
            return false;
        }

        error = root is null ? new FormatError("The file is not a JSON object", 0) : null;
        source = root is null ? null : new SourceText(file, body);
        return root is not null;
    }

    private TomlTable? ReadRoot()
    {
        _reader.Read();
        var root = ReadValue() as TomlTable;
        // The reader refuses by itself whatever follows.
        _reader.Read();
        return root;
    }

    private TomlValue? ReadValue()
    {
        if (++_values > _options.MaxValues)
        {
            throw new JsonException();
        }

        var offset = Offset(_reader.TokenStartIndex);
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(offset),
            JsonTokenType.StartArray => ReadArray(offset),
            JsonTokenType.String => new TomlString(Text(), offset),
            JsonTokenType.True => new TomlBoolean(true, offset),
            JsonTokenType.False => new TomlBoolean(false, offset),
            JsonTokenType.Number => _reader.TryGetInt64(out var number) ? new TomlInteger(number, offset)
            : _reader.TryGetDouble(out var real) ? new TomlFloat(real, offset)
            : null,
            _ => null,
        };
    }

    private TomlTable ReadObject(int offset)
    {
        var entries = new List<TomlEntry>();
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var keyOffset = Offset(_reader.TokenStartIndex);
            var key = Text();
            _reader.Read();
            if (ReadValue() is not { } value)
            {
                continue;
            }

            var entry = new TomlEntry(key, value, keyOffset);
            if (index.TryAdd(key, entries.Count))
            {
                entries.Add(entry);
            }
            else
            {
                entries[index[key]] = entry;
            }
        }

        return new TomlTable([.. entries], offset);
    }

    private TomlArray ReadArray(int offset)
    {
        var items = ImmutableArray.CreateBuilder<TomlValue>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadValue() is { } item)
            {
                items.Add(item);
            }
        }

        return new TomlArray(items.DrainToImmutable(), offset);
    }

    private readonly string Text()
    {
        try
        {
            return _reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // An escape that is half of a surrogate pair.
            return Encoding.UTF8.GetString(_reader.ValueSpan);
        }
    }

    // Tokens come in order, so each byte is counted once.
    private int Offset(long bytes)
    {
        if (bytes > _countedBytes)
        {
            _countedUnits += Encoding.UTF8.GetCharCount(
                _bytes[(int)_countedBytes..(int)Math.Min(bytes, _bytes.Length)]
            );
            _countedBytes = bytes;
        }

        return _countedUnits;
    }
}
