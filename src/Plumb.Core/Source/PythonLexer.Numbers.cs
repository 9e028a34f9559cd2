namespace Plumb.Source;

/// <content>Numbers.</content>
internal ref partial struct PythonLexer
{
    private PythonTokenKind Number()
    {
        var at = _at;
        var radix = _text[at] == '0' && at + 1 < _text.Length ? (_text[at + 1] | 0x20) : 0;
        if (radix is 'x' or 'o' or 'b')
        {
            at += 2;
            while (at < _text.Length && (char.IsAsciiHexDigit((char)_text[at]) || _text[at] == '_'))
            {
                // The e of 0b1else belongs to the keyword.
                if (radix != 'x' && !PythonBytes.IsDigit(_text[at]) && _text[at] != '_')
                {
                    break;
                }

                at++;
            }

            return EndNumber(at);
        }

        at = Digits(at);
        var isInteger = true;
        if (at < _text.Length && _text[at] == '.')
        {
            at = Digits(at + 1);
            isInteger = false;
        }

        if (at < _text.Length && (_text[at] | 0x20) == 'e')
        {
            var exponent = at + 1 < _text.Length && _text[at + 1] is (byte)'+' or (byte)'-' ? at + 2 : at + 1;
            if (exponent < _text.Length && PythonBytes.IsDigit(_text[exponent]))
            {
                at = Digits(exponent);
                isInteger = false;
            }
        }

        if (at < _text.Length && (_text[at] | 0x20) == 'j')
        {
            at++;
            isInteger = false;
        }

        return isInteger && _text[_at] == '0' && _text[_at..at].IndexOfAnyExcept((byte)'0', (byte)'_') >= 0
            ? Fail("a number begins with 0, as octal ones did in Python 2")
            : EndNumber(at);
    }

    private readonly int Digits(int at)
    {
        while (at < _text.Length && (PythonBytes.IsDigit(_text[at]) || _text[at] == '_'))
        {
            at++;
        }

        return at;
    }

    /// <summary>A keyword may follow a number without a blank (<c>1if x else 2</c>); any other name may not.</summary>
    private PythonTokenKind EndNumber(int at)
    {
        _at = at;
        if (at >= _text.Length || !PythonBytes.IsName(_text[at]))
        {
            return PythonTokenKind.Number;
        }

        var rest = _text[at..];
        return
            rest.StartsWith("and"u8)
            || rest.StartsWith("else"u8)
            || rest.StartsWith("for"u8)
            || rest.StartsWith("if"u8)
            || rest.StartsWith("in"u8)
            || rest.StartsWith("is"u8)
            || rest.StartsWith("or"u8)
            || rest.StartsWith("not"u8)
            ? PythonTokenKind.Number
            : Fail("a number runs into a name");
    }
}
