using System.Text;

namespace Plumb.Source;

/// <content>Operators, from <c>or</c> to <c>**</c>.</content>
internal ref partial struct ExpressionWriter
{
    private ExpressionPiece Or()
    {
        var first = And();
        if (!Is("or"u8))
        {
            return first;
        }

        var values = new List<ExpressionPiece> { first };
        while (Take("or"u8))
        {
            values.Add(And());
        }

        return Chain(values, " or ", ExpressionRank.Or);
    }

    private ExpressionPiece And()
    {
        var first = Not();
        if (!Is("and"u8))
        {
            return first;
        }

        var values = new List<ExpressionPiece> { first };
        while (Take("and"u8))
        {
            values.Add(Not());
        }

        return Chain(values, " and ", ExpressionRank.And);
    }

    /// <summary>Each further value of a chain has to bind one rank tighter than the one before: so does the oracle.</summary>
    private static ExpressionPiece Chain(List<ExpressionPiece> values, string word, ExpressionRank rank)
    {
        var texts = values.Select(
            (v, i) => v.In((ExpressionRank)Math.Min((int)rank + 1 + i, (int)ExpressionRank.Atom))
        );
        return new ExpressionPiece(string.Join(word, texts), rank);
    }

    private ExpressionPiece Not()
    {
        if (!Is("not"u8))
        {
            return Comparison();
        }

        _lexer.Read();
        if (!Enter())
        {
            return Fail();
        }

        var piece = new ExpressionPiece("not " + Not().In(ExpressionRank.Not), ExpressionRank.Not);
        _depth--;
        return piece;
    }

    private ExpressionPiece Comparison()
    {
        var first = Binary(ExpressionRank.BitOr);
        var text = default(StringBuilder);
        while (!_failed && ComparisonOperator() is { } @operator)
        {
            text ??= new StringBuilder(first.In(ExpressionRank.BitOr));
            text.Append(' ').Append(@operator).Append(' ');
            text.Append(Binary(ExpressionRank.BitOr).In(ExpressionRank.BitOr));
        }

        return text is null ? first : new ExpressionPiece(text.ToString(), ExpressionRank.Comparison);
    }

    private string? ComparisonOperator()
    {
        if (_lexer.Kind == PythonTokenKind.Operator)
        {
            if (_lexer.Operator is not (PythonOperator.Comparison or (byte)'<' or (byte)'>'))
            {
                return null;
            }

            var text = Encoding.UTF8.GetString(_lexer.Token);
            _lexer.Read();
            return text;
        }

        if (Take("in"u8))
        {
            return "in";
        }

        if (Take("is"u8))
        {
            return Take("not"u8) ? "is not" : "is";
        }

        if (Take("not"u8))
        {
            _failed |= !Take("in"u8);
            return "not in";
        }

        return null;
    }

    /// <summary>Operators that bind to the left, from <c>|</c> to <c>*</c>, by climbing.</summary>
    private ExpressionPiece Binary(ExpressionRank least)
    {
        if (!Enter())
        {
            return Fail();
        }

        var left = Factor();
        while (!_failed && BinaryRank() is { } rank && rank >= least)
        {
            var @operator = Encoding.UTF8.GetString(_lexer.Token);
            _lexer.Read();
            var right = Binary(rank + 1);
            left = new ExpressionPiece($"{left.In(rank)} {@operator} {right.In(rank + 1)}", rank);
        }

        _depth--;
        return left;
    }

    private readonly ExpressionRank? BinaryRank() =>
        _lexer.Kind != PythonTokenKind.Operator
            ? null
            : _lexer.Operator switch
            {
                (byte)'|' => ExpressionRank.BitOr,
                (byte)'^' => ExpressionRank.BitXor,
                (byte)'&' => ExpressionRank.BitAnd,
                PythonOperator.Shift => ExpressionRank.Shift,
                (byte)'+' or (byte)'-' => ExpressionRank.Sum,
                (byte)'*' or (byte)'/' or (byte)'%' or (byte)'@' or PythonOperator.FloorDivision => ExpressionRank.Term,
                _ => null,
            };

    private ExpressionPiece Factor()
    {
        if (_lexer.Kind == PythonTokenKind.Operator && _lexer.Operator is (byte)'-' or (byte)'+' or (byte)'~')
        {
            var sign = (char)_lexer.Operator;
            _lexer.Read();
            if (!Enter())
            {
                return Fail();
            }

            var piece = new ExpressionPiece(sign + Factor().In(ExpressionRank.Factor), ExpressionRank.Factor);
            _depth--;
            return piece;
        }

        var left = Is("await"u8) ? Await() : Primary();
        if (!Take(PythonOperator.Power) || !Enter())
        {
            return left;
        }

        var power = new ExpressionPiece(
            $"{left.In(ExpressionRank.Await)} ** {Factor().In(ExpressionRank.Power)}",
            ExpressionRank.Power
        );
        _depth--;
        return power;
    }

    private ExpressionPiece Await()
    {
        _lexer.Read();
        return new ExpressionPiece("await " + Primary().In(ExpressionRank.Atom), ExpressionRank.Await);
    }
}
