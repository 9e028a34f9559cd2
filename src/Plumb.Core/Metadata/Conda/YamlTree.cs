using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Metadata.Toml;
using Plumb.Text;
using SharpYaml;
using SharpYaml.Events;

namespace Plumb.Metadata.Conda;

/// <summary>
/// Reads the first document of a YAML file into the tree that the readers of TOML walk over. Every scalar is a string as written, since
/// what is read here are names and versions, and <c>3.10</c> is no number; an empty value is left out as a key that is missing. An alias
/// shares its anchor's node, so that it costs nothing how often it is named; of a key that stands twice the first one counts, as in conda.
/// </summary>
internal sealed class YamlTree
{
    private readonly IParser _parser;
    private readonly TomlOptions _options;
    private readonly Dictionary<string, TomlValue?> _anchors = new(StringComparer.Ordinal);
    private int _values;
    private string? _trouble;

    private YamlTree(string text, TomlOptions options)
    {
        _options = options;
        _parser = Parser.CreateParser(new StringReader(text));
    }

    /// <summary>The offsets of keys that stand twice.</summary>
    public List<TomlEntry> Doubled { get; } = [];

    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out TomlTable? root,
        out ImmutableArray<TomlEntry> doubled,
        [NotNullWhen(false)] out FormatError? error,
        TomlOptions options
    )
    {
        (root, doubled) = (null, []);
        if (text.Length > options.MaxLength)
        {
            error = new FormatError($"The file is longer than {options.MaxLength} characters");
            return false;
        }

        var tree = new YamlTree(text, options);
        try
        {
            root = tree.ReadDocument();
            error = root is null
                ? tree._trouble is null
                    ? new FormatError("The file does not hold keys with values", 0)
                    : new FormatError(tree._trouble, tree.Offset)
                : null;
        }
        catch (YamlException e)
        {
            error = new FormatError($"The file is not YAML: {Reason(e)}", e.Start.Index);
        }

        doubled = [.. tree.Doubled];
        return root is not null;
    }

    private int Offset => _parser.Current?.Start.Index ?? 0;

    private TomlTable? ReadDocument()
    {
        while (_parser.MoveNext())
        {
            if (_parser.Current is not (StreamStart or DocumentStart))
            {
                return ReadNode() is TomlTable table && _trouble is null ? table : null;
            }
        }

        return null;
    }

    // The parser bounds the depth of nesting at 64 by itself.
    private TomlValue? ReadNode()
    {
        if (++_values > _options.MaxValues)
        {
            _trouble ??= FormattableString.Invariant($"The file has more than {_options.MaxValues} values");
        }

        var offset = Offset;
        if (_trouble is not null)
        {
            return null;
        }

        switch (_parser.Current)
        {
            case AnchorAlias alias:
                if (!_anchors.TryGetValue(alias.Value, out var shared))
                {
                    _trouble = $"The alias '{alias.Value}' has no anchor before it";
                }

                return shared;
            case Scalar scalar:
                return Keep(scalar.Anchor, IsEmpty(scalar) ? null : new TomlString(scalar.Value, offset));
            case SequenceStart sequence:
                return Keep(sequence.Anchor, ReadSequence(offset));
            case MappingStart mapping:
                return Keep(mapping.Anchor, ReadMapping(offset));
            default:
                return null;
        }
    }

    private TomlValue? Keep(string? anchor, TomlValue? value)
    {
        if (anchor is not null)
        {
            _anchors[anchor] = value;
        }

        return value;
    }

    private TomlArray ReadSequence(int offset)
    {
        var items = ImmutableArray.CreateBuilder<TomlValue>();
        while (_trouble is null && _parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            if (ReadNode() is { } item)
            {
                items.Add(item);
            }
        }

        return new TomlArray(items.DrainToImmutable(), offset);
    }

    private TomlTable ReadMapping(int offset)
    {
        var entries = ImmutableArray.CreateBuilder<TomlEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var merged = new List<TomlTable>();
        while (_trouble is null && _parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var keyOffset = Offset;
            var key = ReadNode();
            if (!_parser.MoveNext() || ReadNode() is not { } value || key is not TomlString { Text: var name })
            {
                continue;
            }

            var entry = new TomlEntry(name, value, keyOffset);
            if (name == "<<")
            {
                merged.AddRange(
                    value is TomlArray several
                        ? several.Items.OfType<TomlTable>()
                        : [value as TomlTable ?? TomlTable.Empty]
                );
            }
            else if (keys.Add(name))
            {
                entries.Add(entry);
            }
            else
            {
                Doubled.Add(entry);
            }
        }

        foreach (var entry in merged.SelectMany(table => table.Entries))
        {
            _values++;
            if (_values <= _options.MaxValues && keys.Add(entry.Key))
            {
                entries.Add(entry);
            }
        }

        return new TomlTable(entries.DrainToImmutable(), offset);
    }

    private static bool IsEmpty(Scalar scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";

    // The library's sentence begins with its own account of the place.
    private static string Reason(YamlException e)
    {
        var place = e.Message.LastIndexOf("): ", StringComparison.Ordinal);
        return (place < 0 ? e.Message : e.Message[(place + 3)..]).TrimEnd('.');
    }
}
