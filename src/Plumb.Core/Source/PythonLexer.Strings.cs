namespace Plumb.Source;

/// <content>Strings, plain and formatted.</content>
internal ref partial struct PythonLexer
{
    private static readonly System.Buffers.SearchValues<byte> _characterNameBytes = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -_()"u8
    );

    /// <summary>Whether one or two letters may stand before a quote.</summary>
    private static bool IsPrefix(ReadOnlySpan<byte> letters)
    {
        var first = (byte)(letters[0] | 0x20);
        if (letters.Length == 1)
        {
            return first is (byte)'r' or (byte)'b' or (byte)'u' or (byte)'f' or (byte)'t';
        }

        var second = (byte)(letters[1] | 0x20);
        return first == 'r'
            ? second is (byte)'b' or (byte)'f' or (byte)'t'
            : second == 'r' && first is (byte)'b' or (byte)'f' or (byte)'t';
    }

    private PythonTokenKind Text(int prefix)
    {
        var quote = _text[_at + prefix];
        var isFormatted = false;
        for (var i = 0; i < prefix; i++)
        {
            isFormatted |= (_text[_at + i] | 0x20) is 'f' or 't';
        }

        var opening = _at + prefix;
        var isTriple = opening + 2 < _text.Length && _text[opening + 1] == quote && _text[opening + 2] == quote;
        _at = opening + (isTriple ? 3 : 1);
        if (!isFormatted)
        {
            return isTriple ? LongText(quote) : ShortText(quote);
        }

        if (_formatted > MostBrackets)
        {
            return Fail("formatted strings nest too deep");
        }

        _formats[_formatted++] = new Format
        {
            Quote = quote,
            IsTriple = isTriple,
            FieldDepth = -1,
        };
        _inFormatText = true;
        return PythonTokenKind.FormattedStart;
    }

    private PythonTokenKind ShortText(byte quote)
    {
        while (true)
        {
            var found = _at < _text.Length ? _text[_at..].IndexOfAny(quote, (byte)'\\', (byte)'\n') : -1;
            if (found < 0 || _text[_at + found] == '\n')
            {
                return Fail("a string does not end on its line");
            }

            _at += found + 1;
            if (_text[_at - 1] == quote)
            {
                return PythonTokenKind.Text;
            }

            SkipEscaped();
        }
    }

    private PythonTokenKind LongText(byte quote)
    {
        while (true)
        {
            var found = _at < _text.Length ? _text[_at..].IndexOfAny(quote, (byte)'\\') : -1;
            if (found < 0)
            {
                _at = Start;
                return Fail("a string in triple quotes does not end");
            }

            _at += found + 1;
            if (_text[_at - 1] == '\\')
            {
                SkipEscaped();
            }
            else if (_at + 1 < _text.Length && _text[_at] == quote && _text[_at + 1] == quote)
            {
                _at += 2;
                return PythonTokenKind.Text;
            }
        }
    }

    private void SkipEscaped()
    {
        if (_at + 1 < _text.Length && _text[_at] == '\r' && _text[_at + 1] == '\n')
        {
            _at++;
        }

        _at = Math.Min(_at + 1, _text.Length);
    }

    /// <summary>Passes literal text of a formatted string up to its next field or its end.</summary>
    private PythonTokenKind FormatText()
    {
        ref var format = ref _formats[_formatted - 1];
        while (true)
        {
            var found = _text[_at..].IndexOfAny([format.Quote, (byte)'\\', (byte)'{', (byte)'}', (byte)'\n']);
            if (found < 0)
            {
                _at = _text.Length;
                return Fail("a formatted string does not end");
            }

            Start = _at += found;
            var b = _text[_at++];
            if (b == '\\')
            {
                SkipEscapeInFormat();
            }
            else if (b == '\n')
            {
                if (!format.IsTriple)
                {
                    _at--;
                    return Fail("a formatted string does not end on its line");
                }
            }
            else if (b == format.Quote)
            {
                if (CloseFormat(format) is { } kind)
                {
                    return kind;
                }
            }
            else if (!format.IsSpecification && Following == b)
            {
                _at++;
            }
            else
            {
                return b == '{' ? OpenField(ref format) : CloseFieldAfterSpecification(format);
            }
        }
    }

    private void SkipEscapeInFormat()
    {
        if (Following is (byte)'{' or (byte)'}')
        {
            return;
        }

        // \N{DASH} names a character; its braces are no field. A raw string has no such name, and a field there is
        // seldom preceded by \N: reading it as a name hides at most that field.
        if (_text[_at..].StartsWith("N{"u8) && _text[_at..].IndexOf((byte)'}') is > 0 and var end)
        {
            var name = _text.Slice(_at + 2, end - 2);
            if (name.IndexOfAnyExcept(_characterNameBytes) < 0)
            {
                _at += end + 1;
                return;
            }
        }

        SkipEscaped();
    }

    private PythonTokenKind? CloseFormat(Format format)
    {
        if (format.IsTriple)
        {
            if (_at + 1 >= _text.Length || _text[_at] != format.Quote || _text[_at + 1] != format.Quote)
            {
                return null;
            }

            _at += 2;
        }

        if (format.IsSpecification)
        {
            return Fail("a field of a formatted string does not end");
        }

        _formatted--;
        _inFormatText = false;
        return PythonTokenKind.FormattedEnd;
    }

    private PythonTokenKind OpenField(ref Format format)
    {
        if (Depth == MostBrackets)
        {
            return Fail("brackets nest too deep");
        }

        _brackets[Depth++] = (byte)'{';
        format.FieldDepth = Depth;
        _inFormatText = false;
        Operator = (byte)'{';
        return PythonTokenKind.Operator;
    }

    private PythonTokenKind CloseFieldAfterSpecification(Format format)
    {
        if (!format.IsSpecification)
        {
            return Fail("a single '}' stands in a formatted string");
        }

        _formatted--;
        return CloseField();
    }

    private PythonTokenKind CloseField()
    {
        Depth--;
        _formats[_formatted - 1].FieldDepth = -1;
        _inFormatText = true;
        Operator = (byte)'}';
        return PythonTokenKind.Operator;
    }

    /// <summary>A delimiter that ends the expression of a field; null when it is an ordinary one.</summary>
    private PythonTokenKind? FieldDelimiter(byte b)
    {
        switch (b)
        {
            case (byte)'}':
                _at++;
                return CloseField();
            case (byte)':':
                if (_formatted > MostBrackets)
                {
                    return Fail("formatted strings nest too deep");
                }

                _at++;
                _formats[_formatted] = _formats[_formatted - 1];
                _formats[_formatted].IsSpecification = true;
                _formats[_formatted++].FieldDepth = -1;
                _inFormatText = true;
                Operator = (byte)':';
                return PythonTokenKind.Operator;
            case (byte)'!' when _at + 1 >= _text.Length || _text[_at + 1] != '=':
                _at++;
                Operator = (byte)'!';
                return PythonTokenKind.Operator;
            default:
                return null;
        }
    }
}
