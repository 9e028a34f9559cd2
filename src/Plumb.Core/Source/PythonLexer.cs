namespace Plumb.Source;

/// <summary>
/// Cuts Python source into tokens, without allocating and without recursion (Python language reference, chapter 2; formatted
/// strings as PEP 701 defines them, which reads the older ones alike). The text is UTF-8 with line ends of <c>\n</c> or <c>\r\n</c>.
/// Brackets nest up to 200 deep and indentation up to 100, as in CPython.
/// </summary>
/// <param name="text">The source, without byte order mark.</param>
/// <param name="joined">True reads one expression, in which line ends and indentation mean nothing.</param>
internal ref partial struct PythonLexer(ReadOnlySpan<byte> text, bool joined = false)
{
    private const int MostBrackets = 200;
    private const int MostIndents = 100;
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly bool _joined = joined;
    private Brackets _brackets;
    private Indents _indents;
    private Formats _formats;
    private int _at;
    private int _indent;
    private int _dedents;
    private int _formatted;
    private bool _lineBegins = !joined;
    private bool _lineHasTokens;
    private bool _inFormatText;

    /// <summary>What was read last.</summary>
    public PythonTokenKind Kind { get; private set; }

    /// <summary>Where the token begins, in bytes.</summary>
    public int Start { get; private set; }

    /// <summary>Where the token ends, in bytes.</summary>
    public readonly int End => _at;

    /// <summary>Of an operator: its byte, or one of <see cref="PythonOperator"/>.</summary>
    public byte Operator { get; private set; }

    /// <summary>How many brackets (and fields of formatted strings) are open after this token.</summary>
    public int Depth { get; private set; }

    /// <summary>Why <see cref="Kind"/> is an error: one plain sentence.</summary>
    public string? Problem { get; private set; }

    /// <summary>The bytes of the token.</summary>
    public readonly ReadOnlySpan<byte> Token => _text[Start.._at];

    /// <summary>The byte after the token; 0 at the end.</summary>
    public readonly byte Following => _at < _text.Length ? _text[_at] : (byte)0;

    /// <summary>The bytes of the text between two places.</summary>
    public readonly ReadOnlySpan<byte> Between(int start, int end) => _text[start..end];

    /// <summary>Reads the next token. After the end or an error it stays there.</summary>
    public PythonTokenKind Read() => Kind is PythonTokenKind.Error ? Kind : Kind = Next();

    private PythonTokenKind Next()
    {
        if (_dedents > 0)
        {
            _dedents--;
            return PythonTokenKind.Dedent;
        }

        if (_inFormatText)
        {
            return FormatText();
        }

        if (_lineBegins && BeginLine() is { } block)
        {
            return block;
        }

        // Most tokens are names after a blank or none.
        var source = _text;
        var at = _at;
        while (at < source.Length && source[at] == ' ')
        {
            at++;
        }

        _at = at;
        if (at < source.Length && PythonBytes.IsNameStart(source[at]))
        {
            Start = at;
            _lineHasTokens = true;
            return NameOrText();
        }

        return Blank() ?? Ordinary();
    }

    /// <summary>Passes blanks, comments and joined line ends; a token when a line or the text ends.</summary>
    private PythonTokenKind? Blank()
    {
        while (_at < _text.Length)
        {
            switch (_text[_at])
            {
                case (byte)' ' or (byte)'\t' or (byte)'\f':
                    _at++;
                    break;
                case (byte)'#':
                    var end = _text[_at..].IndexOf((byte)'\n');
                    _at = end < 0 ? _text.Length : _at + end;
                    break;
                case (byte)'\r' when _at + 1 < _text.Length && _text[_at + 1] == '\n':
                    _at++;
                    break;
                case (byte)'\n' when Depth > 0 || _joined:
                    _at++;
                    break;
                case (byte)'\n':
                    Start = _at++;
                    _lineBegins = true;
                    _lineHasTokens = false;
                    return PythonTokenKind.Newline;
                case (byte)'\\' when Joins():
                    if (_at >= _text.Length)
                    {
                        return Fail("the text ends after a backslash");
                    }

                    break;
                default:
                    return null;
            }
        }

        return AtEnd();
    }

    /// <summary>Passes a backslash with the line end behind it.</summary>
    private bool Joins()
    {
        var rest = _text[(_at + 1)..];
        var length =
            rest.StartsWith("\r\n"u8) ? 2
            : rest.StartsWith("\n"u8) ? 1
            : 0;
        _at += length == 0 ? 0 : length + 1;
        return length > 0;
    }

    private PythonTokenKind AtEnd()
    {
        Start = _at;
        if (_formatted > 0)
        {
            return Fail("a formatted string does not end");
        }

        if (Depth > 0)
        {
            return Fail($"'{(char)_brackets[Depth - 1]}' is never closed");
        }

        if (_lineHasTokens && !_joined)
        {
            _lineHasTokens = false;
            _lineBegins = true;
            return PythonTokenKind.Newline;
        }

        if (_indent > 0)
        {
            _dedents = _indent - 1;
            _indent = 0;
            return PythonTokenKind.Dedent;
        }

        return PythonTokenKind.End;
    }

    private PythonTokenKind Ordinary()
    {
        Start = _at;
        _lineHasTokens = true;
        var b = _text[_at];
        if (PythonBytes.IsNameStart(b))
        {
            return NameOrText();
        }

        if (PythonBytes.IsDigit(b) || (b == '.' && _at + 1 < _text.Length && PythonBytes.IsDigit(_text[_at + 1])))
        {
            return Number();
        }

        return b is (byte)'"' or (byte)'\'' ? Text(0) : Delimiter(b);
    }

    private PythonTokenKind NameOrText()
    {
        var source = _text;
        var start = _at;
        var at = start + 1;
        var all = source[start];
        while (at < source.Length && PythonBytes.IsName(source[at]))
        {
            all |= source[at++];
        }

        if (
            at < source.Length
            && at - start <= 2
            && source[at] is (byte)'"' or (byte)'\''
            && IsPrefix(source[start..at])
        )
        {
            return Text(at - start);
        }

        if (all >= 0x80 && !PythonBytes.IsIdentifier(source[start..at]))
        {
            return Fail("a character stands where Python knows none");
        }

        _at = at;
        return PythonTokenKind.Name;
    }

    private PythonTokenKind Delimiter(byte b)
    {
        if (_formatted > 0 && Depth == _formats[_formatted - 1].FieldDepth && FieldDelimiter(b) is { } kind)
        {
            return kind;
        }

        var (found, length) = PythonOperator.Read(_text[_at..]);
        if (length == 0 || b is < (byte)' ' or (byte)'\\' or 0x7F)
        {
            return Fail("a character stands where Python knows none");
        }

        switch (b)
        {
            case (byte)'(' or (byte)'[' or (byte)'{':
                if (Depth == MostBrackets)
                {
                    return Fail("brackets nest too deep");
                }

                _brackets[Depth++] = b;
                break;
            case (byte)')' or (byte)']' or (byte)'}':
                if (Depth == 0 || _brackets[Depth - 1] != Opening(b))
                {
                    return Fail($"'{(char)b}' closes nothing that is open");
                }

                Depth--;
                break;
        }

        _at += length;
        Operator = found;
        return PythonTokenKind.Operator;
    }

    private static byte Opening(byte closing) =>
        closing switch
        {
            (byte)')' => (byte)'(',
            (byte)']' => (byte)'[',
            _ => (byte)'{',
        };

    private PythonTokenKind Fail(string problem)
    {
        Problem = problem;
        return PythonTokenKind.Error;
    }
}
