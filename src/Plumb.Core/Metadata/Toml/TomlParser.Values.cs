using System.Collections.Immutable;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Plumb.Metadata.Toml;

/// <content>Values: scalars, arrays and inline tables.</content>
internal sealed partial class TomlParser
{
    private TomlValue? ReadValue(int depth)
    {
        _cursor.Count();
        if (depth > options.MaxDepth)
        {
            _cursor.Fail("The document is nested too deeply");
        }

        if (_cursor.Error is not null)
        {
            return null;
        }

        if (Token == TokenKind.OpenBrace)
        {
            return ReadInlineTable(depth);
        }

        if (Token is TokenKind.OpenBracket or TokenKind.OpenBracketDouble)
        {
            return ReadArray(depth);
        }

        var value = TomlScalar.Read(_cursor.Current);
        if (value is null)
        {
            _cursor.Fail("A value is missing");
            return null;
        }

        _cursor.NoteBeyond10(TomlScalar.BeyondVersion10(_cursor.Current, _cursor.Raw), Offset);
        _cursor.Next(TomlLexerMode.Value);
        return value;
    }

    private TomlArray? ReadArray(int depth)
    {
        var offset = Offset;
        var items = ImmutableArray.CreateBuilder<TomlValue>();
        _cursor.Next(TomlLexerMode.Value);
        while (_cursor.Error is null)
        {
            _cursor.SkipNewLines(TomlLexerMode.Value);
            if (Token == TokenKind.CloseBracket)
            {
                _cursor.Next(TomlLexerMode.Value);
                return _cursor.Error is null ? new TomlArray(items.DrainToImmutable(), offset) : null;
            }

            if (ReadValue(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
            _cursor.SkipNewLines(TomlLexerMode.Value);
            if (Token == TokenKind.Comma)
            {
                _cursor.Next(TomlLexerMode.Value);
            }
            else if (Token != TokenKind.CloseBracket)
            {
                _cursor.Fail("The items of an array are not parted by commas, or the array is not closed");
            }
        }

        return null;
    }

    private TomlTable? ReadInlineTable(int depth)
    {
        var table = new TomlTableBuilder(Offset, TomlOrigin.Inline, _section);
        var comma = -1;
        _cursor.Next(TomlLexerMode.Key);
        while (_cursor.Error is null)
        {
            _cursor.SkipNewLines(TomlLexerMode.Key, inTable: true);
            if (Token == TokenKind.CloseBrace)
            {
                _cursor.NoteBeyond10(
                    comma < 0 ? null : "A comma after the last key of an inline table came with TOML 1.1",
                    comma
                );
                _cursor.Next(TomlLexerMode.Value);
                return _cursor.Error is null ? table.ToTable() : null;
            }

            ReadKeyValue(table, depth + 1);
            _cursor.SkipNewLines(TomlLexerMode.Key, inTable: true);
            comma = Token == TokenKind.Comma ? Offset : -1;
            if (comma >= 0)
            {
                _cursor.Next(TomlLexerMode.Key);
            }
            else if (Token != TokenKind.CloseBrace)
            {
                _cursor.Fail("The keys of an inline table are not parted by commas, or the table is not closed");
            }
        }

        return null;
    }
}
