using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Python;

/// <summary>Reads a marker expression from a place in a text (grammar of PEP 508); blanks are space and tab only.</summary>
internal ref struct MarkerParser(ReadOnlySpan<char> text, int start)
{
    // Far beyond what is written by hand or by tools, far below what would overflow the stack.
    private const int DeepestNesting = 100;

    private readonly ReadOnlySpan<char> _text = text;
    private int _at = start;
    private int _depth;
    private FormatError? _error;

    /// <summary>Reads to the end of the text; nothing may follow the expression.</summary>
    public bool TryReadAll(
        [NotNullWhen(true)] out MarkerExpression? expression,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        expression = ReadDisjunction();
        if (expression is not null && _at < _text.Length)
        {
            expression = Fail("After a comparison 'and', 'or' or the end is expected");
        }

        error = expression is null ? _error! : null;
        return expression is not null;
    }

    private MarkerExpression? ReadDisjunction()
    {
        var alternatives = ImmutableArray.CreateBuilder<MarkerExpression>();
        do
        {
            if (ReadConjunction() is not { } part)
            {
                return null;
            }

            alternatives.Add(part);
        } while (TryReadWord("or"));

        return alternatives.Count == 1 ? alternatives[0] : new MarkerDisjunction(alternatives.DrainToImmutable());
    }

    private MarkerExpression? ReadConjunction()
    {
        var parts = ImmutableArray.CreateBuilder<MarkerExpression>();
        do
        {
            if (ReadAtom() is not { } part)
            {
                return null;
            }

            parts.Add(part);
        } while (TryReadWord("and"));

        return parts.Count == 1 ? parts[0] : new MarkerConjunction(parts.DrainToImmutable());
    }

    private MarkerExpression? ReadAtom()
    {
        SkipBlanks();
        if (_at >= _text.Length || _text[_at] != '(')
        {
            var comparison = ReadComparison();
            SkipBlanks();
            return comparison;
        }

        if (++_depth > DeepestNesting)
        {
            return Fail("Parentheses are nested too deep");
        }

        var open = _at++;
        var inner = ReadDisjunction();
        if (inner is not null && (_at >= _text.Length || _text[_at] != ')'))
        {
            return Fail("This parenthesis is not closed", open);
        }

        _at++;
        _depth--;
        SkipBlanks();
        return inner switch
        {
            MarkerConjunction all => all with { InParentheses = true },
            MarkerDisjunction any => any with { InParentheses = true },
            _ => inner,
        };
    }

    private MarkerComparison? ReadComparison()
    {
        if (ReadOperand() is not { } left)
        {
            return null;
        }

        SkipBlanks();
        if (ReadOperator() is not { } comparison)
        {
            return null;
        }

        SkipBlanks();
        return ReadOperand() is { } right ? Normalize(left, comparison, right) : null;
    }

    // PEP 685 and PEP 735: names of extras and groups are compared normalised.
    private static MarkerComparison Normalize(MarkerOperand left, MarkerOperator comparison, MarkerOperand right)
    {
        if (left.Variable == MarkerVariable.Extra && right.Variable is null)
        {
            right = right with { Text = PackageName.Normalize(right.Text) };
        }
        else if (left.Variable is null && (right.Variable is MarkerVariable.Extra or { IsSet: true }))
        {
            left = left with { Text = PackageName.Normalize(left.Text) };
        }

        return new MarkerComparison(left, comparison, right);
    }

    private MarkerOperand? ReadOperand()
    {
        if (_at < _text.Length && _text[_at] is '"' or '\'')
        {
            return ReadQuoted();
        }

        if (_at < _text.Length && IsBoundary(_at) && ReadVariable() is { } variable)
        {
            return new MarkerOperand(variable, variable.Name);
        }

        Fail("A marker variable such as python_version or a quoted text is expected");
        return null;
    }

    private MarkerOperand? ReadQuoted()
    {
        var open = _at;
        var length = _text[(open + 1)..].IndexOf(_text[open]);
        if (length < 0)
        {
            Fail("This quote is not closed");
            return null;
        }

        _at = open + length + 2;
        if (PythonStringLiteral.Unescape(_text.Slice(open + 1, length)) is { } value)
        {
            return new MarkerOperand(null, value);
        }

        Fail("This quoted text is not valid in Python", open);
        return null;
    }

    private MarkerVariable? ReadVariable()
    {
        var end = WordEnd(_at);
        var variable = MarkerVariables.FindAny(_text[_at..end]);
        if (variable is null && end < _text.Length && _text[end] == '.')
        {
            end = WordEnd(end + 1);
            variable = MarkerVariables.FindAny(_text[_at..end]);
        }

        _at = variable is null ? _at : end;
        return variable;
    }

    private MarkerOperator? ReadOperator()
    {
        if (TryReadWord("in"))
        {
            return MarkerOperator.In;
        }

        if (TryReadWord("not"))
        {
            var afterNot = _at;
            SkipBlanks();
            if (_at > afterNot && TryReadWord("in"))
            {
                return MarkerOperator.NotIn;
            }

            Fail("After 'not' a blank and 'in' are expected", afterNot);
            return null;
        }

        if (VersionOperatorSymbols.TryRead(_text[_at..], out var comparison))
        {
            _at += comparison.Symbol.Length;
            return (MarkerOperator)comparison;
        }

        Fail("A comparison is expected: one of <= < != == >= > ~= === in, not in");
        return null;
    }

    private bool TryReadWord(string word)
    {
        if (!_text[_at..].StartsWith(word) || !IsBoundary(_at) || !IsBoundary(_at + word.Length))
        {
            return false;
        }

        _at += word.Length;
        return true;
    }

    private readonly int WordEnd(int at)
    {
        while (at < _text.Length && PythonText.IsWord(_text[at]))
        {
            at++;
        }

        return at;
    }

    private readonly bool IsBoundary(int at) =>
        (at > 0 && PythonText.IsWord(_text[at - 1])) != (at < _text.Length && PythonText.IsWord(_text[at]));

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    private MarkerExpression? Fail(string message, int? at = null)
    {
        _error ??= new FormatError(message, at ?? _at);
        return null;
    }
}
