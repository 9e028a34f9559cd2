namespace Plumb.Source;

/// <summary>
/// Finds the lambdas, comprehensions and annotations of a source, token by token (language reference 6.2.4 and 6.14, PEP 526, PEP 563).
/// Only files that use a watched name are read so, a second time.
/// </summary>
internal ref partial struct LocalStretches
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly List<LocalStretch> _found = [];
    private readonly List<Bracket> _brackets = [new()];
    private readonly List<Lambda> _lambdas = [];
    private PythonLexer _lexer;
    private StatementKind _statement = StatementKind.None;
    private int _collecting = -1;
    private int _annotation = -1;
    private int _annotationDepth;
    private LocalStretchKind _annotationKind;
    private bool _afterDot;

    private LocalStretches(ReadOnlySpan<byte> text)
    {
        _text = text;
        _lexer = new PythonLexer(text);
    }

    private enum StatementKind
    {
        /// <summary>It has not begun.</summary>
        None,

        /// <summary>Its first word is <c>match</c> or <c>case</c>, and the next tells whether it opens a block.</summary>
        MayBeHeader,

        /// <summary>A simple statement without a keyword: a colon annotates.</summary>
        Simple,

        /// <summary>A statement that begins with a keyword: a colon ends its header.</summary>
        Keyword,

        /// <summary>The header of a function.</summary>
        Definition,
    }

    /// <summary>The stretches in the order in which they end.</summary>
    public static List<LocalStretch> Read(ReadOnlySpan<byte> text)
    {
        var reader = new LocalStretches(text);
        reader.Read();
        return reader._found;
    }

    private void Read()
    {
        while (_lexer.Read() is not (PythonTokenKind.End or PythonTokenKind.Error))
        {
            if (_statement == StatementKind.MayBeHeader)
            {
                var isName = _lexer.Kind == PythonTokenKind.Operator && _lexer.Operator is not ((byte)'(' or (byte)'[');
                _statement = isName ? StatementKind.Simple : StatementKind.Keyword;
            }

            var isDot = false;
            switch (_lexer.Kind)
            {
                case PythonTokenKind.Newline:
                    EndStatement();
                    break;
                case PythonTokenKind.Name:
                    Name();
                    break;
                case PythonTokenKind.Operator:
                    Begin(StatementKind.Simple);
                    Operator();
                    isDot = _lexer.Operator == '.';
                    break;
                case not (PythonTokenKind.Indent or PythonTokenKind.Dedent):
                    Begin(StatementKind.Simple);
                    break;
            }

            _afterDot = isDot;
        }
    }

    private void Begin(StatementKind kind)
    {
        if (_statement == StatementKind.None)
        {
            _statement = kind;
        }
    }

    private void EndStatement()
    {
        EndLambdas(0);
        EndAnnotation();
        _statement = StatementKind.None;
        _collecting = -1;
    }

    private void Name()
    {
        var word = _lexer.Token;
        if (!PythonKeyword.IsWord(word))
        {
            Begin(
                word.SequenceEqual("match"u8) || word.SequenceEqual("case"u8)
                    ? StatementKind.MayBeHeader
                    : StatementKind.Simple
            );
            PlainName(new TextRange(_lexer.Start, _lexer.End));
            return;
        }

        if (!(_statement == StatementKind.None && word.SequenceEqual("async"u8)))
        {
            Begin(word.SequenceEqual("def"u8) ? StatementKind.Definition : StatementKind.Keyword);
        }

        var bracket = _brackets[^1];
        if (word.SequenceEqual("lambda"u8))
        {
            _lambdas.Add(new Lambda { Depth = _lexer.Depth });
        }
        else if (_lexer.Depth > 0 && word.SequenceEqual("for"u8))
        {
            EndLambdas(_lexer.Depth);
            bracket.EndIterable(_lexer.Start);
            _collecting = _lexer.Depth;
        }
        else if (word.SequenceEqual("in"u8) && _collecting == _lexer.Depth)
        {
            _collecting = -1;
            bracket.BeginIterable(_lexer.End);
        }
        else if (word.SequenceEqual("if"u8) || word.SequenceEqual("async"u8))
        {
            bracket.EndIterable(_lexer.Start);
        }
    }

    private readonly void PlainName(TextRange name)
    {
        if (_afterDot)
        {
            return;
        }

        if (_collecting > 0)
        {
            if (_lexer.Following is not ((byte)'.' or (byte)'(' or (byte)'['))
            {
                _brackets[_collecting].Targets.Add(name);
            }
        }
        else if (_lambdas is [.., { Part: LambdaPart.Parameters } lambda] && lambda.Depth == _lexer.Depth)
        {
            lambda.Parameters.Add(name);
        }
    }

    private void Operator()
    {
        switch (_lexer.Operator)
        {
            case (byte)'(' or (byte)'[' or (byte)'{':
                _brackets.Add(new Bracket { Start = _lexer.Start });
                break;
            case (byte)')' or (byte)']' or (byte)'}':
                Close();
                break;
            case (byte)',':
                EndLambdas(_lexer.Depth);
                EndAnnotation(_lexer.Depth);
                Parameter(LambdaPart.Parameters);
                break;
            case (byte)'=':
                EndAnnotation(_lexer.Depth);
                Parameter(LambdaPart.Default);
                break;
            case (byte)';' when _lexer.Depth == 0:
                EndStatement();
                break;
            case PythonOperator.Arrow when _lexer.Depth == 0:
                Annotate(LocalStretchKind.SignatureAnnotation);
                break;
            case (byte)':':
                Colon();
                break;
        }
    }

    private void Close()
    {
        EndLambdas(_lexer.Depth + 1);
        EndAnnotation(_lexer.Depth + 1);
        if (_brackets.Count < 2)
        {
            return;
        }

        var bracket = _brackets[^1];
        _brackets.RemoveAt(_brackets.Count - 1);
        if (bracket.Targets.Count > 0)
        {
            bracket.EndIterable(_lexer.Start);
            _found.Add(
                new LocalStretch(
                    bracket.Start,
                    _lexer.End,
                    LocalStretchKind.Comprehension,
                    [.. bracket.Targets],
                    bracket.Iterable
                )
            );
        }
    }

    private readonly void Parameter(LambdaPart part)
    {
        if (_lambdas is [.., { Part: not LambdaPart.Body } lambda] && lambda.Depth == _lexer.Depth)
        {
            lambda.Part = part;
        }
    }

    private void Colon()
    {
        if (_lambdas is [.., { Part: not LambdaPart.Body } lambda] && lambda.Depth == _lexer.Depth)
        {
            (lambda.Part, lambda.Body) = (LambdaPart.Body, _lexer.End);
            return;
        }

        EndLambdas(_lexer.Depth);
        if (_statement == StatementKind.Definition && _lexer.Depth == 1)
        {
            Annotate(LocalStretchKind.SignatureAnnotation);
        }
        else if (_lexer.Depth == 0 && _statement == StatementKind.Simple)
        {
            Annotate(LocalStretchKind.VariableAnnotation);
        }
        else if (_lexer.Depth == 0)
        {
            EndStatement();
        }
    }

    private void Annotate(LocalStretchKind kind) =>
        (_annotation, _annotationDepth, _annotationKind) = (_lexer.End, _lexer.Depth, kind);

    private void EndAnnotation(int depth)
    {
        if (_annotationDepth == depth)
        {
            EndAnnotation();
        }
    }

    private void EndAnnotation()
    {
        if (_annotation >= 0)
        {
            _found.Add(new LocalStretch(_annotation, _lexer.Start, _annotationKind, []));
            _annotation = -1;
        }
    }

    private readonly void EndLambdas(int depth)
    {
        while (_lambdas is [.., { Part: LambdaPart.Body } lambda] && lambda.Depth >= depth)
        {
            _lambdas.RemoveAt(_lambdas.Count - 1);
            _found.Add(new LocalStretch(lambda.Body, _lexer.Start, LocalStretchKind.Lambda, [.. lambda.Parameters]));
        }
    }
}
