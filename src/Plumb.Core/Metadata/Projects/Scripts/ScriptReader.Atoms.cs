using System.Text;

namespace Plumb.Metadata.Projects;

internal sealed partial class ScriptReader
{
    private ScriptValue ReadAtom()
    {
        var token = Token;
        switch (token.Kind)
        {
            case ScriptTokenKind.Text:
                return ReadTexts();
            case ScriptTokenKind.Number:
                _next++;
                return new ScriptNumber(TextOf(token));
            case ScriptTokenKind.Name:
                _next++;
                return Name(TextOf(token));
            case ScriptTokenKind.Operator when Is("("):
                _next++;
                return ReadBracketed(")", isTuple: true);
            case ScriptTokenKind.Operator when Is("["):
                _next++;
                return ReadBracketed("]", isTuple: false);
            case ScriptTokenKind.Operator when Is("{"):
                _next++;
                return ReadBraced();
            default:
                // Whoever asked for a value sees the same token again and goes on from there.
                return Unknown("no value stands here");
        }
    }

    private ScriptValue Name(string name) =>
        name switch
        {
            "None" or "True" or "False" => new ScriptNumber(name),
            "__file__" => new ScriptPath("setup.py"),
            "__name__" => new ScriptString("__main__", LocationOf(Token)),
            _ => _scope.Lookup(name) ?? new ScriptReference(name),
        };

    /// <summary>String literals that stand side by side are one string.</summary>
    private ScriptValue ReadTexts()
    {
        var location = LocationOf(Token);
        var text = new StringBuilder();
        var isComputed = false;
        var isKnown = true;
        while (IsAt(ScriptTokenKind.Text))
        {
            var (prefix, part) = ScriptText.Read(source.Text.AsSpan(Token.Start, Token.End - Token.Start));
            if (prefix.AsSpan().ContainsAny('f', 't'))
            {
                isComputed = true;
                isKnown &= TryFill(part, text);
            }
            else
            {
                text.Append(part);
            }

            _next++;
        }

        return isKnown
            ? new ScriptString(text.ToString(), location, isComputed)
            : new ScriptUnknown("a string is filled in as the code runs", location);
    }

    /// <summary>Fills in the names of an f-string; false when it holds more than names.</summary>
    private bool TryFill(string part, StringBuilder text)
    {
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] is '{' or '}' && i + 1 < part.Length && part[i + 1] == part[i])
            {
                text.Append(part[i]);
                i++;
                continue;
            }

            if (part[i] != '{')
            {
                text.Append(part[i]);
                continue;
            }

            var end = part.IndexOf('}', i);
            if (
                end < 0
                || text.Length > LongestText
                || PlainText(_scope.Lookup(part[(i + 1)..end].Trim())) is not { } value
            )
            {
                return false;
            }

            text.Append(value);
            i = end;
        }

        return true;
    }

    /// <summary>What follows an opening bracket: a list, a tuple, a comprehension or one value in parentheses.</summary>
    private ScriptValue ReadBracketed(string close, bool isTuple)
    {
        var list = new ScriptList();
        var hasComma = false;
        while (!Is(close) && !IsAt(ScriptTokenKind.End))
        {
            var before = _next;
            var isSpread = Is("*");
            var value = ReadExpression();
            if (Is("for") || Is("async"))
            {
                return ReadComprehension(before, close);
            }

            AddItem(list, value, isSpread);
            hasComma |= Is(",");
            if (!Accept(",") && !Is(close))
            {
                list.IsComplete = false;
                _next += _next == before ? 1 : 0;
            }
        }

        _ = Accept(close);
        return isTuple && !hasComma && list.Items.Count == 1 ? list.Items[0] : list;
    }

    private static void AddItem(ScriptList list, ScriptValue value, bool isSpread)
    {
        if (!isSpread)
        {
            list.Items.Add(value);
        }
        else if (value is ScriptList inner)
        {
            list.AddRange(inner.Items);
            list.IsComplete &= inner.IsComplete;
            list.IsFollowed |= inner.IsFollowed;
        }
        else
        {
            list.IsComplete = false;
        }
    }

    /// <summary>What follows an opening brace: a dictionary or a set.</summary>
    private ScriptValue ReadBraced()
    {
        var dictionary = new ScriptDictionary();
        var set = new ScriptList();
        while (!Is("}") && !IsAt(ScriptTokenKind.End))
        {
            var before = _next;
            var isSpread = Is("**");
            var key = ReadExpression();
            if (isSpread)
            {
                dictionary = key is ScriptDictionary inner ? Merge(dictionary, inner) : dictionary;
                dictionary.IsComplete &= key is ScriptDictionary;
            }
            else if (Accept(":"))
            {
                var value = ReadExpression();
                if (key is ScriptString name && !Is("for"))
                {
                    dictionary[name.Text] = value;
                    dictionary.IsFollowed |= name.IsComputed;
                }
                else
                {
                    dictionary.IsComplete = false;
                }
            }
            else
            {
                set.Items.Add(key);
            }

            if (!Accept(",") && !Is("}"))
            {
                dictionary.IsComplete = false;
                set.IsComplete = false;
                _next += _next == before ? 1 : 0;
                SkipTo("}");
            }
        }

        _ = Accept("}");
        return set.Items.Count > 0 ? set : dictionary;
    }

    private void SkipTo(string close)
    {
        for (var depth = 0; !IsAt(ScriptTokenKind.End) && !(depth == 0 && Is(close)); _next++, _steps++)
        {
            depth +=
                Is("(") || Is("[") || Is("{") ? 1
                : Is(")") || Is("]") || Is("}") ? -1
                : 0;
        }
    }

    /// <summary>
    /// <c>[expression for name in list if condition]</c> over a list that is known: the expression is read once for each
    /// item. A condition that cannot be told keeps what is neither blank nor a comment.
    /// </summary>
    private ScriptValue ReadComprehension(int expression, string close)
    {
        _ = Accept("async");
        _next++;
        var name = IsAt(ScriptTokenKind.Name) ? TextOf(Token) : "";
        _next++;
        _depth += 2;
        var items = Accept("in") && _depth < DeepestNesting ? Iterate(ReadOr()) : null;
        _depth -= 2;
        var condition = Is("if") ? _next + 1 : -1;
        SkipTo(close);
        var end = _next;
        _ = Accept(close);
        if (
            items is null
            || _tokens.GetRange(Math.Max(condition, 0), condition < 0 ? 0 : end - condition).Exists(t => Is(t, "for"))
        )
        {
            return Unknown("a list is made as the code runs");
        }

        var after = _next;
        var result = new ScriptList { IsComplete = items.IsComplete, IsFollowed = true };
        var scope = _scope;
        foreach (var item in items.Items)
        {
            _scope = new ScriptScope(scope);
            _scope.Assign(name, item, LocationOf(Token));
            _next = condition;
            var isKept = condition < 0 ? true : ReadOr().Truth;
            if (
                isKept
                ?? (item is ScriptString { Text: var text } && text.Trim() is { Length: > 0 } kept && kept[0] != '#')
            )
            {
                _next = expression;
                result.Items.Add(ReadExpression());
            }

            if (++_steps > MostSteps)
            {
                result.IsComplete = false;
                break;
            }
        }

        (_scope, _next) = (scope, after);
        return result;
    }

    private ScriptList? Iterate(ScriptValue value) =>
        value switch
        {
            ScriptList list => list,
            ScriptPath path => files.ReadText(path.Path) is { } text ? ScriptFileReader.Lines(text) : null,
            _ => null,
        };
}
