using System.Text;

namespace Plumb.Source;

/// <content>Atoms, and what follows them: attributes, calls, subscripts.</content>
internal ref partial struct ExpressionWriter
{
    private ExpressionPiece Primary()
    {
        var piece = Atom();
        while (!_failed)
        {
            if (Take((byte)'.'))
            {
                var dot = piece.IsInteger ? " ." : ".";
                piece = new ExpressionPiece(piece.In(ExpressionRank.Atom) + dot + Name(), ExpressionRank.Atom);
            }
            else if (Take((byte)'('))
            {
                piece = new ExpressionPiece($"{piece.In(ExpressionRank.Atom)}({Arguments()})", ExpressionRank.Atom);
                Expect((byte)')');
            }
            else if (Take((byte)'['))
            {
                piece = new ExpressionPiece($"{piece.In(ExpressionRank.Atom)}[{Subscript()}]", ExpressionRank.Atom);
                Expect((byte)']');
            }
            else
            {
                break;
            }
        }

        return piece;
    }

    private ExpressionPiece Atom()
    {
        switch (_failed ? PythonTokenKind.Error : _lexer.Kind)
        {
            case PythonTokenKind.Name when !PythonKeyword.IsWord(_lexer.Token):
                return new ExpressionPiece(Name(), ExpressionRank.Atom);
            case PythonTokenKind.Number:
                var number = PythonNumberText.Of(_lexer.Token, out var isInteger);
                _lexer.Read();
                return new ExpressionPiece(number, ExpressionRank.Atom, IsInteger: isInteger);
            case PythonTokenKind.Text or PythonTokenKind.FormattedStart:
                return Texts();
            case PythonTokenKind.Operator when _lexer.Operator == PythonOperator.Ellipsis:
                _lexer.Read();
                return new ExpressionPiece("...", ExpressionRank.Atom);
            case PythonTokenKind.Operator when Take((byte)'('):
                return Parenthesised();
            case PythonTokenKind.Operator when Take((byte)'['):
                var members = Members((byte)']');
                return new ExpressionPiece($"[{members}]", ExpressionRank.Atom);
            case PythonTokenKind.Operator when Take((byte)'{'):
                var set = Members((byte)'}');
                return new ExpressionPiece($"{{{set}}}", ExpressionRank.Atom);
            default:
                return Fail();
        }
    }

    private ExpressionPiece Parenthesised()
    {
        if (Take((byte)')'))
        {
            return new ExpressionPiece("()", ExpressionRank.Atom, []);
        }

        var piece = List();
        if (Is("for"u8) || Is("async"u8))
        {
            piece = new ExpressionPiece($"({piece.In(ExpressionRank.Test)}{Comprehension()})", ExpressionRank.Atom);
        }

        Expect((byte)')');
        return piece;
    }

    /// <summary>The inside of a list, set or dictionary up to its closing bracket, which is taken.</summary>
    private string Members(byte closing)
    {
        var text = new StringBuilder();
        while (!_failed && !Is(closing))
        {
            if (Take(PythonOperator.Power))
            {
                text.Append("**").Append(Binary(ExpressionRank.BitOr).In(ExpressionRank.BitOr));
            }
            else
            {
                text.Append(Starred().In(ExpressionRank.Test));
                if (closing == '}' && Take((byte)':'))
                {
                    text.Append(": ").Append(Test().In(ExpressionRank.Test));
                }
            }

            text.Append(Comprehension());
            if (!Take((byte)','))
            {
                break;
            }

            text.Append(Is(closing) ? "" : ", ");
        }

        Expect(closing);
        return text.ToString();
    }

    private string Comprehension()
    {
        if (_failed || !(Is("for"u8) || Is("async"u8)))
        {
            return "";
        }

        var text = new StringBuilder();
        while (!_failed && (Is("for"u8) || Is("async"u8)))
        {
            text.Append(Take("async"u8) ? " async for " : " for ");
            _failed |= !Take("for"u8);
            text.Append(Targets()).Append(" in ");
            _failed |= !Take("in"u8);
            text.Append(Or().In(ExpressionRank.Or));
            while (Take("if"u8))
            {
                var test = Or();
                text.Append(" if ")
                    .Append(
                        Take(PythonOperator.Walrus)
                            ? $"({test.Text} := {Test().In(ExpressionRank.Atom)})"
                            : test.In(ExpressionRank.Or)
                    );
            }
        }

        return text.ToString();
    }

    private string Targets()
    {
        var targets = new List<ExpressionPiece>();
        var isTuple = false;
        while (!_failed && !Is("in"u8))
        {
            targets.Add(
                Take((byte)'*')
                    ? new ExpressionPiece("*" + Primary().In(ExpressionRank.Atom), ExpressionRank.Atom)
                    : Primary()
            );
            if (!Take((byte)','))
            {
                break;
            }

            isTuple = true;
        }

        return isTuple ? Tuple(targets).Text
            : targets.Count == 1 ? targets[0].In(ExpressionRank.Tuple)
            : "";
    }

    private string Arguments()
    {
        var text = new StringBuilder();
        var keywords = new StringBuilder();
        while (!_failed && !Is((byte)')'))
        {
            var isKeyword = false;
            string argument;
            if (Take(PythonOperator.Power))
            {
                isKeyword = true;
                argument = "**" + Test().In(ExpressionRank.Test);
            }
            else
            {
                var piece = Starred();
                argument = piece.In(ExpressionRank.Test);
                if (Is("for"u8) || Is("async"u8))
                {
                    argument = $"({argument}{Comprehension()})";
                }
                else if (Take((byte)'='))
                {
                    isKeyword = true;
                    argument += "=" + Test().In(ExpressionRank.Test);
                }
            }

            // f(a=1, *b) is written f(*b, a=1).
            var into = isKeyword ? keywords : text;
            into.Append(into.Length > 0 ? ", " : "").Append(argument);
            if (!Take((byte)','))
            {
                break;
            }
        }

        return text.Append(text.Length > 0 && keywords.Length > 0 ? ", " : "").Append(keywords).ToString();
    }

    private string Subscript()
    {
        var members = new List<string>();
        var isTuple = false;
        ExpressionPiece only = default;
        while (!_failed && !Is((byte)']'))
        {
            isTuple |= Is((byte)'*');
            only = Is((byte)':') ? new ExpressionPiece("", ExpressionRank.Atom) : Starred();
            if (Is((byte)':'))
            {
                only = new ExpressionPiece(Slice(only), ExpressionRank.Atom);
            }

            members.Add(only.In(ExpressionRank.Test));
            if (!Take((byte)','))
            {
                break;
            }

            isTuple = true;
        }

        // A tuple in parentheses loses them here; a text stays as it is.
        return isTuple ? string.Join(", ", members) + (members.Count == 1 ? "," : "")
            : only.Members is { Count: > 0 } ? only.Text
            : members.Count == 1 ? members[0]
            : "";
    }

    private string Slice(ExpressionPiece lower)
    {
        Expect((byte)':');
        var text = lower.In(ExpressionRank.Test) + ":";
        if (!Is((byte)':') && !Is((byte)',') && !Is((byte)']'))
        {
            text += Test().In(ExpressionRank.Test);
        }

        if (Take((byte)':') && !Is((byte)',') && !Is((byte)']'))
        {
            text += ":" + Test().In(ExpressionRank.Test);
        }

        return text;
    }

    private ExpressionPiece Texts()
    {
        var value = new StringBuilder();
        var (isBytes, isUnicode, isFormatted, start, end) = (false, false, false, _lexer.Start, _lexer.End);
        for (var isFirst = true; _lexer.Kind is PythonTokenKind.Text or PythonTokenKind.FormattedStart; isFirst = false)
        {
            if (_lexer.Kind == PythonTokenKind.FormattedStart)
            {
                isFormatted = true;
                SkipFormatted();
            }
            else
            {
                var literal = PythonLiteral.Read(_lexer.Token);
                isBytes |= literal.IsBytes;
                isUnicode |= isFirst && literal.IsUnicode;
                value.Append(literal.Value);
            }

            end = _lexer.End;
            _lexer.Read();
        }

        return new ExpressionPiece(
            isFormatted
                ? Encoding.UTF8.GetString(_lexer.Between(start, end))
                : (isUnicode ? "u" : "") + PythonLiteral.Represent(value.ToString(), isBytes),
            ExpressionRank.Atom
        );
    }

    private void SkipFormatted()
    {
        for (var open = 1; open > 0 && !_failed; )
        {
            var kind = _lexer.Read();
            open +=
                kind == PythonTokenKind.FormattedStart ? 1
                : kind == PythonTokenKind.FormattedEnd ? -1
                : 0;
            _failed |= kind is PythonTokenKind.Error or PythonTokenKind.End;
        }
    }
}
