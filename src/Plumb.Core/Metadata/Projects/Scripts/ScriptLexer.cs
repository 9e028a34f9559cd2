namespace Plumb.Metadata.Projects;

/// <summary>
/// Cuts Python source into tokens (The Python Language Reference, "Lexical analysis"), as far as reading setup.py needs it.
/// Anything is tokenised; what is no Python comes out as operators of one character.
/// </summary>
internal sealed class ScriptLexer(string text)
{
    private const int DeepestIndent = 100;
    private static readonly string[] _operators =
    [
        "**=",
        "//=",
        "...",
        ":=",
        "==",
        "!=",
        "<=",
        ">=",
        "->",
        "+=",
        "-=",
        "**",
        "//",
    ];
    private static readonly System.Buffers.SearchValues<char> _prefixLetters = System.Buffers.SearchValues.Create(
        "rRbBuUfFtT"
    );
    private readonly List<ScriptToken> _tokens = [];
    private readonly Stack<int> _indents = new([0]);
    private int _depth;
    private int _at;

    public List<ScriptToken> Read()
    {
        var isLineStart = true;
        while (_at < text.Length)
        {
            if (isLineStart && _depth == 0)
            {
                isLineStart = false;
                if (!ReadIndent())
                {
                    isLineStart = true;
                    continue;
                }
            }

            var c = text[_at];
            if (c is '\n' or '\r')
            {
                EndLine();
                isLineStart = true;
            }
            else if (c == '\\' && _at + 1 < text.Length && text[_at + 1] is '\n' or '\r')
            {
                _at += text.AsSpan(_at + 1).StartsWith("\r\n") ? 3 : 2;
            }
            else if (c == '#')
            {
                SkipComment();
            }
            else if (char.IsWhiteSpace(c))
            {
                _at++;
            }
            else
            {
                ReadToken(c);
            }
        }

        EndLine();
        while (_indents.Pop() > 0)
        {
            Add(ScriptTokenKind.Dedent, text.Length);
        }

        Add(ScriptTokenKind.End, text.Length);
        return _tokens;
    }

    /// <summary>False for a line with nothing on it, which is passed over.</summary>
    private bool ReadIndent()
    {
        var column = 0;
        var start = _at;
        for (; _at < text.Length && text[_at] is ' ' or '\t' or '\f'; _at++)
        {
            column = text[_at] == '\t' ? ((column / 8) + 1) * 8 : column + 1;
        }

        if (_at >= text.Length || text[_at] is '\n' or '\r' or '#')
        {
            SkipComment();
            if (_at < text.Length)
            {
                _at++;
            }

            return false;
        }

        if (column > _indents.Peek() && _indents.Count < DeepestIndent)
        {
            _indents.Push(column);
            _tokens.Add(new ScriptToken(ScriptTokenKind.Indent, start, _at));
        }

        while (column < _indents.Peek())
        {
            _indents.Pop();
            Add(ScriptTokenKind.Dedent, _at);
        }

        return true;
    }

    private void EndLine()
    {
        if (
            _depth == 0
            && _tokens
                is [.., { Kind: not (ScriptTokenKind.LineEnd or ScriptTokenKind.Indent or ScriptTokenKind.Dedent) }]
        )
        {
            Add(ScriptTokenKind.LineEnd, Math.Min(_at, text.Length));
        }

        _at++;
    }

    private void SkipComment()
    {
        while (_at < text.Length && text[_at] is not ('\n' or '\r'))
        {
            _at++;
        }
    }

    private void ReadToken(char c)
    {
        var start = _at;
        if (c is '"' or '\'')
        {
            ReadText(start);
        }
        else if (c == '_' || char.IsLetter(c))
        {
            while (_at < text.Length && (text[_at] == '_' || char.IsLetterOrDigit(text[_at])))
            {
                _at++;
            }

            if (_at < text.Length && text[_at] is '"' or '\'' && IsPrefix(text.AsSpan(start, _at - start)))
            {
                ReadText(start);
            }
            else
            {
                Add(ScriptTokenKind.Name, start);
            }
        }
        else if (char.IsAsciiDigit(c))
        {
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '.' or '_'))
            {
                _at++;
            }

            Add(ScriptTokenKind.Number, start);
        }
        else
        {
            var found = Array.Find(_operators, o => text.AsSpan(start).StartsWith(o, StringComparison.Ordinal));
            _at += found?.Length ?? 1;
            _depth += c is '(' or '[' or '{' ? 1 : 0;
            _depth -= c is ')' or ']' or '}' && _depth > 0 ? 1 : 0;
            Add(ScriptTokenKind.Operator, start);
        }
    }

    private static bool IsPrefix(ReadOnlySpan<char> name) =>
        name.Length <= 2 && name.IndexOfAnyExcept(_prefixLetters) < 0;

    /// <summary>Reads from the opening quote at the current place; an open string ends with its line or with the file.</summary>
    private void ReadText(int start)
    {
        var quote = text[_at];
        var isTriple = text.AsSpan(_at).StartsWith([quote, quote, quote]);
        _at += isTriple ? 3 : 1;
        while (_at < text.Length)
        {
            if (text[_at] == '\\')
            {
                _at = Math.Min(_at + 2, text.Length);
            }
            else if (isTriple ? text.AsSpan(_at).StartsWith([quote, quote, quote]) : text[_at] == quote)
            {
                _at += isTriple ? 3 : 1;
                break;
            }
            else if (!isTriple && text[_at] is '\n' or '\r')
            {
                break;
            }
            else
            {
                _at++;
            }
        }

        Add(ScriptTokenKind.Text, start);
    }

    private void Add(ScriptTokenKind kind, int start) =>
        _tokens.Add(new ScriptToken(kind, start, Math.Min(_at, text.Length)));
}
