using System.Text;

namespace Plumb.Source;

/// <summary>Reads one expression from its tokens and writes it anew; gives up on what nests too deep.</summary>
internal ref partial struct ExpressionWriter
{
    private const int Deepest = 60;
    private PythonLexer _lexer;
    private int _depth;
    private bool _failed;

    public ExpressionWriter(ReadOnlySpan<byte> text)
    {
        _lexer = new PythonLexer(text, joined: true);
        _lexer.Read();
    }

    /// <summary>False when it is no expression, or one that is too deep.</summary>
    public bool TryWrite(out ExpressionPiece piece)
    {
        piece = List();
        return !_failed && _lexer.Kind == PythonTokenKind.End;
    }

    private bool Enter()
    {
        _failed |= ++_depth > Deepest;
        return !_failed;
    }

    private ExpressionPiece Fail()
    {
        _failed = true;
        return new ExpressionPiece("", ExpressionRank.Atom);
    }

    private readonly bool Is(byte @operator) => _lexer.Kind == PythonTokenKind.Operator && _lexer.Operator == @operator;

    private readonly bool Is(ReadOnlySpan<byte> word) =>
        _lexer.Kind == PythonTokenKind.Name && _lexer.Token.SequenceEqual(word);

    private bool Take(byte @operator)
    {
        if (_failed || !Is(@operator))
        {
            return false;
        }

        _lexer.Read();
        return true;
    }

    private bool Take(ReadOnlySpan<byte> word)
    {
        if (_failed || !Is(word))
        {
            return false;
        }

        _lexer.Read();
        return true;
    }

    private void Expect(byte @operator) => _failed |= !Take(@operator);

    private readonly bool EndsList() =>
        _failed
        || _lexer.Kind == PythonTokenKind.End
        || (
            _lexer.Kind == PythonTokenKind.Operator
            && _lexer.Operator is (byte)')' or (byte)']' or (byte)'}' or (byte)':' or (byte)'='
        );

    /// <summary>One expression, or a tuple without parentheses.</summary>
    private ExpressionPiece List()
    {
        var first = Starred();
        if (_failed || !Is((byte)','))
        {
            return first;
        }

        var members = new List<ExpressionPiece> { first };
        while (Take((byte)',') && !EndsList())
        {
            members.Add(Starred());
        }

        return Tuple(members);
    }

    private static ExpressionPiece Tuple(List<ExpressionPiece> members)
    {
        var text = string.Join(", ", members.Select(m => m.In(ExpressionRank.Test)));
        return new ExpressionPiece(members.Count == 1 ? text + "," : text, ExpressionRank.Tuple, members);
    }

    private ExpressionPiece Starred() =>
        Take((byte)'*')
            ? new ExpressionPiece("*" + Binary(ExpressionRank.BitOr).In(ExpressionRank.BitOr), ExpressionRank.Atom)
            : Named();

    private ExpressionPiece Named()
    {
        var target = Test();
        return Take(PythonOperator.Walrus)
            ? new ExpressionPiece(
                $"{target.In(ExpressionRank.Atom)} := {Test().In(ExpressionRank.Atom)}",
                ExpressionRank.Named
            )
            : target;
    }

    private ExpressionPiece Test()
    {
        if (!Enter())
        {
            return Fail();
        }

        var piece =
            Is("lambda"u8) ? Lambda()
            : Is("yield"u8) ? Yield()
            : Conditional();
        _depth--;
        return piece;
    }

    private ExpressionPiece Conditional()
    {
        var body = Or();
        if (!Take("if"u8))
        {
            return body;
        }

        var test = Or().In(ExpressionRank.Or);
        _failed |= !Take("else"u8);
        return _failed
            ? Fail()
            : new ExpressionPiece(
                $"{body.In(ExpressionRank.Or)} if {test} else {Test().In(ExpressionRank.Test)}",
                ExpressionRank.Test
            );
    }

    private ExpressionPiece Yield()
    {
        _lexer.Read();
        if (Take("from"u8))
        {
            return new ExpressionPiece("yield from " + Test().In(ExpressionRank.Atom), ExpressionRank.Yield);
        }

        return EndsList()
            ? new ExpressionPiece("yield", ExpressionRank.Yield)
            : new ExpressionPiece("yield " + List().In(ExpressionRank.Atom), ExpressionRank.Yield);
    }

    private ExpressionPiece Lambda()
    {
        _lexer.Read();
        var parameters = new StringBuilder();
        while (!_failed && !Is((byte)':'))
        {
            if (parameters.Length > 0)
            {
                parameters.Append(", ");
            }

            parameters.Append(
                Take((byte)'*') ? "*"
                : Take(PythonOperator.Power) ? "**"
                : ""
            );
            if (Take((byte)'/'))
            {
                parameters.Append('/');
            }
            else if (!Is((byte)','))
            {
                parameters.Append(Name());
                if (Take((byte)'='))
                {
                    parameters.Append('=').Append(Test().In(ExpressionRank.Test));
                }
            }

            _failed |= !Is((byte)':') && !Take((byte)',');
        }

        Expect((byte)':');
        var space = parameters.Length > 0 ? " " : "";
        return new ExpressionPiece($"lambda{space}{parameters}: {Test().In(ExpressionRank.Test)}", ExpressionRank.Test);
    }

    private string Name()
    {
        if (_failed || _lexer.Kind != PythonTokenKind.Name)
        {
            _failed = true;
            return "";
        }

        var name = Encoding.UTF8.GetString(_lexer.Token);
        _lexer.Read();
        return name;
    }
}
