namespace Plumb.Source;

/// <content>Indentation: the beginning of a logical line.</content>
internal ref partial struct PythonLexer
{
    private const int TabWidth = 8;

    /// <summary>Measures the indentation of the next line that holds anything; null when it is that of the line before.</summary>
    private PythonTokenKind? BeginLine()
    {
        var (column, alternative) = (0, 0);
        while (_at < _text.Length)
        {
            switch (_text[_at])
            {
                case (byte)' ':
                    column++;
                    alternative++;
                    _at++;
                    continue;
                case (byte)'\t':
                    column = ((column / TabWidth) + 1) * TabWidth;
                    alternative++;
                    _at++;
                    continue;
                case (byte)'\f':
                    (column, alternative) = (0, 0);
                    _at++;
                    continue;
                case (byte)'\n':
                    (column, alternative) = (0, 0);
                    _at++;
                    continue;
                case (byte)'\r' when _at + 1 < _text.Length && _text[_at + 1] == '\n':
                    _at++;
                    continue;
                case (byte)'#':
                    var end = _text[_at..].IndexOf((byte)'\n');
                    _at = end < 0 ? _text.Length : _at + end;
                    continue;
                case (byte)'\\' when Joins():
                    SkipBlanks();
                    if (_at >= _text.Length)
                    {
                        return Fail("the text ends after a backslash");
                    }

                    if (_text[_at] is (byte)'\n' or (byte)'\r' or (byte)'#')
                    {
                        continue;
                    }

                    break;
            }

            break;
        }

        return _at >= _text.Length ? null : Indentation(column, alternative);
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\f')
        {
            _at++;
        }
    }

    private PythonTokenKind? Indentation(int column, int alternative)
    {
        _lineBegins = false;
        Start = _at;
        var (current, currentAlternative) = _indent == 0 ? (0, 0) : _indents[_indent - 1];
        if (column == current)
        {
            return alternative == currentAlternative ? null : Fail("tabs and spaces in indentation disagree");
        }

        if (column > current)
        {
            if (alternative <= currentAlternative)
            {
                return Fail("tabs and spaces in indentation disagree");
            }

            if (_indent == MostIndents)
            {
                return Fail("indentation is too deep");
            }

            _indents[_indent++] = (column, alternative);
            return PythonTokenKind.Indent;
        }

        var open = _indent;
        while (_indent > 0 && column < _indents[_indent - 1].Column)
        {
            _indent--;
        }

        var (outer, outerAlternative) = _indent == 0 ? (0, 0) : _indents[_indent - 1];
        if (column != outer || alternative != outerAlternative)
        {
            return Fail("the indentation fits no outer level");
        }

        _dedents = open - _indent - 1;
        return PythonTokenKind.Dedent;
    }
}
