using Plumb.Text;
using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Plumb.Metadata.Toml;

/// <summary>
/// TOML's grammar over the tokens of Tomlyn's lexer (which reads escapes, numbers and dates). Tomlyn's own readers either keep
/// no account of tables that are defined twice, or take a hundred bytes for each character of a lock file.
/// </summary>
internal sealed partial class TomlParser(string text, TomlOptions options)
{
    private readonly TomlCursor _cursor = new(text, options);
    private readonly TomlTableBuilder _root = new(0, TomlOrigin.Header, 0);
    private readonly List<(string Key, int Offset)> _path = [];
    private int _section;

    /// <summary>The first thing that only TOML 1.1 allows.</summary>
    public FormatError? BeyondVersion10 => _cursor.BeyondVersion10;

    private TokenKind Token => _cursor.Token;

    private int Offset => _cursor.Offset;

    public TomlTable? Parse(out FormatError? error)
    {
        try
        {
            ReadDocument();
        }
        catch (TomlException e)
        {
            _cursor.Fail(e.Message.Trim());
        }

        error = _cursor.Error;
        return error is null ? _root.ToTable() : null;
    }

    private void ReadDocument()
    {
        var current = _root;
        _cursor.Next(TomlLexerMode.Key);
        while (_cursor.Error is null && Token != TokenKind.Eof)
        {
            if (Token == TokenKind.NewLine)
            {
                _cursor.Next(TomlLexerMode.Key);
                continue;
            }

            if (Token is TokenKind.OpenBracket or TokenKind.OpenBracketDouble)
            {
                current = ReadHeader() ?? current;
            }
            else
            {
                ReadKeyValue(current, depth: 1);
            }

            if (_cursor.Error is null && Token is not (TokenKind.NewLine or TokenKind.Eof))
            {
                _cursor.Fail("A line has more on it than one key or header");
            }
        }
    }

    private TomlTableBuilder? ReadHeader()
    {
        var isArray = Token == TokenKind.OpenBracketDouble;
        var offset = Offset;
        _cursor.Next(TomlLexerMode.Key);
        if (!ReadPath())
        {
            return null;
        }

        if (Token != (isArray ? TokenKind.CloseBracketDouble : TokenKind.CloseBracket))
        {
            _cursor.Fail("A table's header is not closed");
            return null;
        }

        _cursor.Next(TomlLexerMode.Key);
        _section++;
        var table = _root;
        for (var i = 0; i < _path.Count - 1; i++)
        {
            var (key, keyOffset) = _path[i];
            var slot = table.Find(key) ?? table.Add(key, keyOffset);
            if (slot.Value is null && slot.Tables is null)
            {
                slot.Table ??= new TomlTableBuilder(keyOffset, TomlOrigin.ImplicitHeader, _section);
            }

            if ((slot.Table ?? slot.Tables?[^1]) is not { } inner)
            {
                _cursor.Fail($"'{key}' is already something other than a table", keyOffset);
                return null;
            }

            table = inner;
        }

        return OpenHeader(table, isArray, offset);
    }

    private TomlTableBuilder? OpenHeader(TomlTableBuilder parent, bool isArray, int offset)
    {
        var (key, keyOffset) = _path[^1];
        var slot = parent.Find(key);
        var isNew = slot is null;
        slot ??= parent.Add(key, keyOffset);
        _cursor.Count();
        if (isArray && (isNew || slot.Tables is not null))
        {
            var item = new TomlTableBuilder(offset, TomlOrigin.Header, _section);
            (slot.Tables ??= []).Add(item);
            return item;
        }

        if (isNew)
        {
            slot.Table = new TomlTableBuilder(offset, TomlOrigin.Header, _section);
            return slot.Table;
        }

        if (isArray || slot.Table?.Origin != TomlOrigin.ImplicitHeader)
        {
            _cursor.Fail($"'{key}' is defined twice", keyOffset);
            return null;
        }

        slot.Table.Origin = TomlOrigin.Header;
        return slot.Table;
    }

    private void ReadKeyValue(TomlTableBuilder table, int depth)
    {
        if (!ReadPath())
        {
            return;
        }

        if (Token != TokenKind.Equal)
        {
            _cursor.Fail("A key is not followed by '='");
            return;
        }

        depth += _path.Count - 1;
        for (var i = 0; i < _path.Count - 1; i++)
        {
            var (part, partOffset) = _path[i];
            var inner = table.Find(part);
            if (inner is null)
            {
                inner = table.Add(part, partOffset);
                inner.Table = new TomlTableBuilder(partOffset, TomlOrigin.DottedKey, _section);
                _cursor.Count();
            }
            else if (inner.Table is { Origin: TomlOrigin.ImplicitHeader } open)
            {
                // Python's tomllib lets one header's dotted keys fill a table that longer headers have only passed through.
                (open.Origin, open.Section) = (TomlOrigin.DottedKey, _section);
            }
            else if (inner.Table is not { Origin: TomlOrigin.DottedKey } made || made.Section != _section)
            {
                _cursor.Fail($"'{part}' is already defined and cannot be added to", partOffset);
                return;
            }

            table = inner.Table!;
        }

        var (key, offset) = _path[^1];
        if (table.Find(key) is not null)
        {
            _cursor.Fail($"'{key}' is defined twice", offset);
            return;
        }

        var slot = table.Add(key, offset);
        _cursor.Next(TomlLexerMode.Value);
        slot.Value = ReadValue(depth);
    }

    private bool ReadPath()
    {
        _path.Clear();
        while (true)
        {
            var key = Token switch
            {
                TokenKind.BasicKey => _cursor.Raw.ToString(),
                TokenKind.String or TokenKind.StringLiteral => _cursor.Current.StringValue ?? "",
                _ => null,
            };
            if (key is null)
            {
                _cursor.Fail("A key is missing");
                return false;
            }

            _path.Add((key, Offset));
            if (_path.Count > options.MaxDepth)
            {
                _cursor.Fail("The document is nested too deeply");
                return false;
            }

            _cursor.Next(TomlLexerMode.Key);
            if (_cursor.Error is not null || Token != TokenKind.Dot)
            {
                return _cursor.Error is null;
            }

            _cursor.Next(TomlLexerMode.Key);
        }
    }
}
