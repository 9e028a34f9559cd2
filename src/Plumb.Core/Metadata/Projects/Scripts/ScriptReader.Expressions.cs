using System.Text;

namespace Plumb.Metadata.Projects;

internal sealed partial class ScriptReader
{
    /// <summary>An expression, or several with commas, which make a tuple.</summary>
    private ScriptValue ReadExpressionList()
    {
        var first = ReadExpression();
        if (!Is(","))
        {
            return first;
        }

        var list = new ScriptList { Items = [first] };
        while (Accept(",") && !EndsList())
        {
            list.Items.Add(ReadExpression());
        }

        return list;
    }

    private bool EndsList() =>
        IsAt(ScriptTokenKind.LineEnd)
        || IsAt(ScriptTokenKind.End)
        || Is(")")
        || Is("]")
        || Is("}")
        || Is("=")
        || Is(":");

    private ScriptValue ReadExpression()
    {
        if (_depth >= DeepestNesting || ++_steps > MostSteps)
        {
            SkipLine();
            _next -= _next > 0 ? 1 : 0;
            return Unknown("the code is nested too deeply");
        }

        _depth++;
        var value = ReadTernary();
        _depth--;
        return value;
    }

    private ScriptValue ReadTernary()
    {
        if (Accept("lambda"))
        {
            SkipToSuite();
            _ = ReadExpression();
            return Unknown("a lambda is no value");
        }

        var value = ReadOr();
        if (!Is("if"))
        {
            return value;
        }

        var start = _next++;
        var condition = ReadOr();
        var words = _tokens.GetRange(start + 1, _next - start - 1);
        if (!Accept("else"))
        {
            _next = start;
            return value;
        }

        var otherwise = ReadExpression();
        return condition.Truth switch
        {
            true => value,
            false => otherwise,
            null => new ScriptUnknown(
                $"a value depends on '{source.Text[words[0].Start..words[^1].End]}'",
                LocationOf(words[0])
            ),
        };
    }

    private ScriptValue ReadOr()
    {
        var value = ReadAnd();
        while (Accept("or"))
        {
            var other = ReadAnd();
            value = value.Truth switch
            {
                true => value,
                false => other,
                null => Unknown("a value depends on how the code runs"),
            };
        }

        return value;
    }

    private ScriptValue ReadAnd()
    {
        var value = ReadNot();
        while (Accept("and"))
        {
            var other = ReadNot();
            value = value.Truth switch
            {
                true => other,
                false => value,
                null => other.Truth == false ? other : Unknown("a value depends on how the code runs"),
            };
        }

        return value;
    }

    private ScriptValue ReadNot()
    {
        var inversions = 0;
        while (Accept("not"))
        {
            inversions++;
        }

        var value = ReadComparison();
        return inversions == 0 ? value
            : value.Truth is { } truth ? ScriptNumber.Of(truth ^ (inversions % 2 == 1))
            : Unknown("a condition is not known");
    }

    private ScriptValue ReadComparison()
    {
        var value = ReadSum();
        while (true)
        {
            var isNot = Is("not") && IsAhead(1, "in");
            if (!(isNot || Is("==") || Is("!=") || Is("<") || Is(">") || Is("<=") || Is(">=") || Is("in") || Is("is")))
            {
                return value;
            }

            var sign = isNot ? "not in" : TextOf(Token);
            _next += isNot ? 2 : 1;
            _ = Accept("not");
            var other = ReadSum();
            value = (sign, value, other) switch
            {
                ("==", ScriptString a, ScriptString b) => ScriptNumber.Of(a.Text == b.Text),
                ("!=", ScriptString a, ScriptString b) => ScriptNumber.Of(a.Text != b.Text),
                ("in", ScriptString a, ScriptString b) => ScriptNumber.Of(
                    b.Text.Contains(a.Text, StringComparison.Ordinal)
                ),
                ("not in", ScriptString a, ScriptString b) => ScriptNumber.Of(
                    !b.Text.Contains(a.Text, StringComparison.Ordinal)
                ),
                _ => Unknown("a condition is not known"),
            };
        }
    }

    private ScriptValue ReadSum()
    {
        var value = ReadProduct();
        while (Is("+") || Is("-") || Is("|") || Is("&"))
        {
            var sign = TextOf(Token);
            _next++;
            var other = ReadProduct();
            value = (sign, value, other) switch
            {
                ("+", ScriptString a, ScriptString b) when IsShort(a, b) => new ScriptString(
                    a.Text + b.Text,
                    a.Location,
                    true
                ),
                ("+", ScriptList a, ScriptList b) => Concatenate(a, b),
                ("+", ScriptList a, _) => Incomplete(a),
                ("+", _, ScriptList b) => Incomplete(b),
                ("|", ScriptDictionary a, ScriptDictionary b) => Merge(a, b),
                _ => Unknown("a value is computed as the code runs"),
            };
        }

        return value;
    }

    private ScriptValue ReadProduct()
    {
        var value = ReadUnary();
        while (Is("*") || Is("/") || Is("//") || Is("%") || Is("**"))
        {
            var sign = TextOf(Token);
            _next++;
            var other = ReadUnary();
            value = (sign, value, other) switch
            {
                ("/", ScriptPath folder, ScriptString name) => new ScriptPath(JoinPath(folder.Path, name.Text)),
                ("%", ScriptString format, _) when Format(format.Text, other) is { } text => new ScriptString(
                    text,
                    format.Location,
                    isComputed: true
                ),
                _ => Unknown("a value is computed as the code runs"),
            };
        }

        return value;
    }

    private ScriptValue ReadUnary()
    {
        var isComputed = false;
        while (Accept("-") || Accept("+") || Accept("~") || Accept("await"))
        {
            isComputed = true;
        }

        while (Accept("*") || Accept("**"))
        {
            // Whoever unpacks has seen the star.
        }

        var value = ReadTrailers(ReadAtom());
        return isComputed ? Unknown("a value is computed as the code runs") : value;
    }

    /// <summary><c>%s</c> and <c>%d</c>; null when the format asks for more.</summary>
    private static string? Format(string format, ScriptValue value)
    {
        List<ScriptValue> values = value is ScriptList list ? list.Items : [value];
        var result = new StringBuilder();
        var used = 0;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                result.Append(format[i]);
                continue;
            }

            i++;
            if (format[i] == '%')
            {
                result.Append('%');
            }
            else if (
                format[i] is 's' or 'd'
                && used < values.Count
                && result.Length <= LongestText
                && PlainText(values[used]) is { } text
            )
            {
                result.Append(text);
                used++;
            }
            else
            {
                return null;
            }
        }

        return result.ToString();
    }

    private static string? PlainText(ScriptValue? value) =>
        value switch
        {
            ScriptString text => text.Text,
            ScriptNumber number => number.Text,
            ScriptPath path => path.Path,
            _ => null,
        };

    private static string JoinPath(string folder, string name) =>
        name.StartsWith('/') ? name
        : folder.Length == 0 ? name
        : $"{folder}/{name}";
}
