namespace Plumb.Metadata.Projects;

internal sealed partial class ScriptReader
{
    private const int MostRounds = 1_000;

    private void ReadSimpleStatement()
    {
        if (Is("import") || Is("from") || Is("del") || Is("global") || Is("raise") || Is("assert") || Is("@"))
        {
            while (!IsAt(ScriptTokenKind.LineEnd) && !IsAt(ScriptTokenKind.End) && !Is(";"))
            {
                _next++;
            }

            return;
        }

        if (Accept("return"))
        {
            var returned =
                IsAt(ScriptTokenKind.LineEnd) || IsAt(ScriptTokenKind.End) ? ScriptNumber.None : ReadExpressionList();
            _scope.Returned ??=
                _scope.Doubt > 0 || !_scope.Conditions.IsEmpty ? Unknown("the function decides as it runs") : returned;
            return;
        }

        if (TryReadAssignment())
        {
            return;
        }

        _ = ReadExpressionList();
    }

    /// <summary><c>name = …</c>, <c>name: type = …</c>, <c>name += …</c>, <c>name["key"] = …</c>, <c>a = b = …</c>.</summary>
    private bool TryReadAssignment()
    {
        if (!IsAt(ScriptTokenKind.Name))
        {
            return false;
        }

        var start = _next;
        var name = TextOf(Token);
        var location = LocationOf(Token);
        _next++;
        if (Is(":"))
        {
            _next++;
            _ = ReadExpression();
        }

        if (Accept("="))
        {
            _depth++;
            var value =
                _depth < DeepestNesting && TryReadAssignment()
                    ? _scope.Lookup(TextOf(_tokens[start + 2]))
                    : ReadExpressionList();
            _depth--;
            _scope.Assign(name, value ?? Unknown("the value is not known"), location);
            return true;
        }

        if (Accept("+="))
        {
            var added = ReadExpressionList();
            switch (_scope.Lookup(name))
            {
                case ScriptList list:
                    _scope.Extend(list, added);
                    break;
                case ScriptString before when added is ScriptString after && IsShort(before, after):
                    _scope.Assign(name, new ScriptString(before.Text + after.Text, before.Location, true), location);
                    break;
                default:
                    _scope.Assign(name, Unknown($"{name} is put together as the code runs"), location);
                    break;
            }

            return true;
        }

        if (Is("[") && TryReadItemAssignment(name))
        {
            return true;
        }

        _next = start;
        return false;
    }

    private bool TryReadItemAssignment(string name)
    {
        _next++;
        var key = ReadExpression() as ScriptString;
        if (!Accept("]") || !(Is("=") || Is("+=")))
        {
            return false;
        }

        var isExtension = Is("+=");
        _next++;
        var value = ReadExpressionList();
        if (_scope.Lookup(name) is not ScriptDictionary dictionary)
        {
            return true;
        }

        dictionary.IsFollowed = true;
        if (key is null || _scope.Doubt > 0 || (!_scope.Conditions.IsEmpty && !isExtension))
        {
            dictionary.IsComplete = false;
        }
        else if (isExtension && dictionary[key.Text] is ScriptList list)
        {
            _scope.Extend(list, value);
        }
        else
        {
            dictionary[key.Text] = value;
        }

        return true;
    }

    /// <summary>A loop over a list that is known is read once for each item.</summary>
    private void ReadFor()
    {
        var name = IsAt(ScriptTokenKind.Name) && IsAhead(1, "in") ? TextOf(Token) : null;
        var items = name is null ? null : ReadLoopItems();
        SkipToSuite();
        var body = _next;
        if (items is not { IsComplete: true, Items.Count: > 0 and <= MostRounds })
        {
            ReadDoubtfulSuite();
            return;
        }

        foreach (var item in items.Items.ToArray())
        {
            _next = body;
            _scope.Assign(name!, item, LocationOf(Token));
            ReadSuite();
        }
    }

    private ScriptList? ReadLoopItems()
    {
        _next += 2;
        return Iterate(ReadExpressionList());
    }

    private ScriptValue CallFunction(
        ScriptFunction function,
        List<ScriptValue> arguments,
        List<KeyValuePair<string, ScriptValue>> named
    )
    {
        if (_depth + 8 > DeepestNesting || _steps > MostSteps)
        {
            return Unknown("functions call each other too deeply");
        }

        _depth += 8;
        var (caller, at) = (_scope, _next);
        _scope = new ScriptScope(caller) { Doubt = caller.Doubt, Conditions = caller.Conditions };
        foreach (var (parameter, value) in function.Parameters.Zip(arguments))
        {
            _scope.Assign(parameter, value, LocationOf(Token));
        }

        foreach (var (parameter, value) in named)
        {
            _scope.Assign(parameter, value, LocationOf(Token));
        }

        _next = function.Body;
        ReadSuite();
        var returned = _scope.Returned;
        (_scope, _next) = (caller, at);
        _depth -= 8;
        switch (returned)
        {
            case ScriptList list:
                var copy = list.Copy();
                copy.IsFollowed = true;
                return copy;
            case ScriptString text:
                return new ScriptString(text.Text, text.Location, isComputed: true);
            default:
                return returned ?? ScriptNumber.None;
        }
    }
}
