namespace Plumb.Source;

/// <summary>
/// Reads a file once, statement by statement: which blocks open and close, and what each statement imports, uses and binds.
/// It knows as much of the grammar as that needs; what it lets pass may still be refused by CPython.
/// </summary>
internal ref partial struct SourceReader
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly SourceFindings _found;
    private readonly bool _collectsUses;
    private readonly List<Level> _levels = [];
    private PythonLexer _lexer;
    private Level _level;
    private Level _next;
    private bool _expectsBlock;

    // Of the statement that is read.
    private readonly List<TextRange> _targets = [];
    private int _scanEnd;
    private int _lambdas;
    private int _grouping;
    private int _asDepth;
    private Targets _scanned;
    private int _scannedContext;
    private TextRange _lastName;
    private bool _isTested;
    private bool _afterValue;
    private bool _afterText;
    private bool _afterDot;
    private bool _endsWithColon;
    private bool _isAnnotated;
    private bool _collects;
    private bool _passesName;
    private bool _readsExported;

    // Of the import that is read.
    private int _wordStart;
    private int _wordEnd;
    private TextRange _lastDotted;

    public SourceReader(ReadOnlySpan<byte> text, bool collectsUses, SourceFindings found)
    {
        _text = text;
        _found = found;
        _collectsUses = collectsUses;
        _lexer = new PythonLexer(text);
        _level = new Level(SourceTree.Module, 1);
    }

    /// <summary>Reads to the end or to the first error.</summary>
    public void Read()
    {
        while (_found.Problem is null)
        {
            switch (_lexer.Read())
            {
                case PythonTokenKind.End:
                    if (_expectsBlock)
                    {
                        Fail("an indented block is missing at the end");
                    }

                    return;
                case PythonTokenKind.Error:
                    Fail(_lexer.Problem ?? "");
                    return;
                case PythonTokenKind.Newline:
                    break;
                case PythonTokenKind.Indent:
                    Indent();
                    break;
                case PythonTokenKind.Dedent:
                    Dedent();
                    break;
                default:
                    if (_expectsBlock)
                    {
                        Fail("an indented block is missing");
                        return;
                    }

                    Line();
                    break;
            }
        }
    }

    private void Indent()
    {
        if (!_expectsBlock)
        {
            Fail("this line is indented, yet no block begins");
            return;
        }

        _expectsBlock = false;
        _levels.Add(_level);
        _level = _next;
    }

    private void Dedent()
    {
        if (_expectsBlock)
        {
            Fail("an indented block is missing");
            return;
        }

        _level = _levels[^1];
        _levels.RemoveAt(_levels.Count - 1);
    }

    private readonly void Fail(string problem, int at = -1)
    {
        if (_found.Problem is null)
        {
            _found.Problem = problem;
            _found.ProblemOffset = at < 0 ? _lexer.Start : at;
        }
    }

    /// <summary>Steps on; an error of the lexer ends the reading.</summary>
    private PythonTokenKind Next()
    {
        var kind = _lexer.Read();
        if (kind == PythonTokenKind.Error)
        {
            Fail(_lexer.Problem ?? "");
        }

        return kind;
    }

    private readonly bool EndsLine =>
        _lexer.Kind is PythonTokenKind.Newline or PythonTokenKind.End or PythonTokenKind.Error
        || _found.Problem is not null;

    private readonly bool Is(byte @operator) => _lexer.Kind == PythonTokenKind.Operator && _lexer.Operator == @operator;

    private readonly bool Is(ReadOnlySpan<byte> word) =>
        _lexer.Kind == PythonTokenKind.Name && _lexer.Token.SequenceEqual(word);

    /// <summary>Simple statements up to the end of the line, divided by semicolons.</summary>
    private void SimpleStatements(int context, int depth)
    {
        while (!EndsLine)
        {
            SimpleStatement(context, depth);
            if (EndsLine)
            {
                return;
            }

            if (!Is((byte)';'))
            {
                Fail("a statement does not end where it should");
                return;
            }

            Next();
        }
    }

    /// <summary>What follows the colon of a header: statements in its line, or a block in the next lines.</summary>
    private void Body(Level body)
    {
        if (!Is((byte)':'))
        {
            Fail("a colon is missing");
            return;
        }

        Next();
        if (_lexer.Kind == PythonTokenKind.Newline)
        {
            _next = body;
            _expectsBlock = true;
        }
        else if (!EndsLine)
        {
            SimpleStatements(body.Context, body.Depth);
        }
    }

    /// <summary>What the last compound statement of a level was, for the clauses that may follow it.</summary>
    private enum Clause
    {
        None,
        If,
        Try,
        Loop,
    }

    /// <summary>A level of indentation.</summary>
    private struct Level(int context, int depth)
    {
        /// <summary>The block that its statements stand in.</summary>
        public int Context = context;

        /// <summary>How deep in the syntax tree its statements lie, the module's own at 1.</summary>
        public int Depth = depth;

        public bool IsMatch;
        public Clause Last;

        /// <summary>Of the last compound statement: the node of its <c>if</c> or <c>try</c>.</summary>
        public int Node;

        /// <summary>Of the last compound statement: the block that its <c>elif</c> and <c>else</c> stand in.</summary>
        public int Around;

        /// <summary>Of the last compound statement: its depth in the syntax tree.</summary>
        public int ClauseDepth;
    }
}
