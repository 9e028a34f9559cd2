using System.Globalization;

namespace Plumb.Metadata.Projects;

internal sealed partial class ScriptReader
{
    /// <summary>The arguments of a call.</summary>
    private readonly record struct Arguments(
        List<ScriptValue> Positional,
        List<KeyValuePair<string, ScriptValue>> Named,
        bool IsComplete
    )
    {
        public ScriptValue? First => Positional.Count > 0 ? Positional[0] : null;
    }

    private ScriptValue ReadTrailers(ScriptValue value)
    {
        while (true)
        {
            if (Accept("."))
            {
                var name = IsAt(ScriptTokenKind.Name) ? TextOf(Token) : "";
                _next++;
                value = Accept("(") ? CallMethod(value, name, ReadArguments()) : Attribute(value, name);
            }
            else if (Accept("("))
            {
                value = Call(value, ReadArguments());
            }
            else if (Accept("["))
            {
                var key = Is(":") ? null : ReadExpression();
                var isSlice = Is(":");
                SkipTo("]");
                _ = Accept("]");
                value = isSlice ? Unknown("a part of a list is taken as the code runs") : Item(value, key);
            }
            else
            {
                return value;
            }
        }
    }

    private Arguments ReadArguments()
    {
        var positional = new List<ScriptValue>();
        var named = new List<KeyValuePair<string, ScriptValue>>();
        var isComplete = true;
        while (!Is(")") && !IsAt(ScriptTokenKind.End))
        {
            var before = _next;
            if (IsAt(ScriptTokenKind.Name) && IsAhead(1, "="))
            {
                var name = TextOf(Token);
                _next += 2;
                named.Add(KeyValuePair.Create(name, ReadExpression()));
            }
            else if (Accept("**"))
            {
                var spread = ReadExpression() as ScriptDictionary;
                named.AddRange(spread?.Items ?? []);
                isComplete &= spread is { IsComplete: true };
            }
            else
            {
                var isSpread = Is("*");
                var value = ReadExpression();
                isComplete &= !isSpread;
                positional.Add(Is("for") ? ReadComprehension(before, ")") : value);
                if (IsClosedBefore())
                {
                    return new Arguments(positional, named, isComplete);
                }
            }

            if (!Accept(",") && !Is(")"))
            {
                isComplete = false;
                SkipTo(")");
            }
        }

        _ = Accept(")");
        return new Arguments(positional, named, isComplete);

        // A generator as the only argument takes the closing parenthesis with it.
        bool IsClosedBefore() => Is(_tokens[_next - 1], ")") && positional[^1] is ScriptList && !Is(",") && !Is(")");
    }

    private ScriptValue Call(ScriptValue callee, Arguments arguments)
    {
        switch (callee)
        {
            case ScriptFunction function:
                return CallFunction(function, arguments.Positional, arguments.Named);
            case ScriptReference { Name: "setup" or "setuptools.setup" or "distutils.core.setup" or "skbuild.setup" }:
                TakeSetup(arguments);
                return ScriptNumber.None;
            case ScriptReference { Name: var name }:
                return CallBuiltin(name, arguments);
            default:
                return Unknown("a function is called as the code runs");
        }
    }

    private void TakeSetup(Arguments arguments)
    {
        if (SetupArguments is { } earlier)
        {
            IsSetupDoubtful = true;
            if (earlier.Items.Count > 0)
            {
                return;
            }
        }

        IsSetupDoubtful |= _scope.Doubt > 0 || !_scope.Conditions.IsEmpty;
        SetupLocation = LocationOf(_tokens[Math.Max(0, _next - 1)]);
        SetupArguments = new ScriptDictionary { IsComplete = arguments.IsComplete };
        foreach (var (name, value) in arguments.Named)
        {
            SetupArguments[name] = value;
        }
    }

    private ScriptValue CallBuiltin(string name, Arguments arguments)
    {
        var first = arguments.First;
        return name switch
        {
            "open"
            or "io.open"
            or "codecs.open"
            or "Path"
            or "pathlib.Path"
            or "os.path.abspath"
            or "os.path.realpath"
            or "os.path.normpath"
            or "PurePath" => PathOf(first) ?? (ScriptValue)Unknown("a file is chosen as the code runs"),
            "os.path.dirname" when PathOf(first) is { } path => new ScriptPath(Parent(path.Path)),
            "os.getcwd" or "os.curdir" or "Path.cwd" or "pathlib.Path.cwd" => new ScriptPath(""),
            "os.path.join" => Join(arguments.Positional),
            "list" or "tuple" or "set" or "sorted" or "frozenset" when first is null => new ScriptList(),
            "list" or "tuple" or "set" or "frozenset" or "sorted" when Iterate(first!) is { } list => list.Copy(),
            "str" when first is ScriptString or ScriptPath => new ScriptString(
                PlainText(first)!,
                LocationOf(Token),
                isComputed: true
            ),
            "dict" => Dictionary(arguments),
            "sum" when first is ScriptList { Items: var lists } => lists
                .OfType<ScriptList>()
                .Aggregate(new ScriptList { IsComplete = lists.TrueForAll(l => l is ScriptList) }, Concatenate),
            "map"
                when first is ScriptReference { Name: "str.strip" or "str.rstrip" }
                    && arguments.Positional.Count == 2 => Iterate(arguments.Positional[1])?.Copy()
                ?? (ScriptValue)Unknown("a list is made as the code runs"),
            "filter" when arguments.Positional.Count == 2 && first is ScriptNumber { Text: "None" } => Iterate(
                arguments.Positional[1]
            )
                ?.Copy()
                ?? (ScriptValue)Unknown("a list is made as the code runs"),
            _ => Unknown($"{name}() is called as the code runs"),
        };
    }

    private static ScriptDictionary Dictionary(Arguments arguments)
    {
        var dictionary = new ScriptDictionary { IsComplete = arguments.IsComplete };
        if (arguments.First is ScriptDictionary given)
        {
            dictionary = Merge(dictionary, given);
        }
        else
        {
            dictionary.IsComplete &= arguments.First is null;
        }

        foreach (var (name, value) in arguments.Named)
        {
            dictionary[name] = value;
        }

        return dictionary;
    }

    private static ScriptPath? PathOf(ScriptValue? value) =>
        value switch
        {
            ScriptPath path => path,
            ScriptString text => new ScriptPath(text.Text),
            _ => null,
        };

    private static string Parent(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";

    private ScriptValue Join(List<ScriptValue> parts)
    {
        var path = "";
        foreach (var part in parts)
        {
            if (PathOf(part) is not { } next)
            {
                return Unknown("a path is put together as the code runs");
            }

            path = JoinPath(path, next.Path);
        }

        return new ScriptPath(path);
    }

    private ScriptValue Item(ScriptValue value, ScriptValue? key) =>
        (value, key) switch
        {
            (ScriptDictionary dictionary, ScriptString name) when dictionary[name.Text] is { } found => found,
            (ScriptList list, ScriptNumber number)
                when int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && index < list.Items.Count
                    && list.IsComplete => list.Items[index],
            _ => Unknown("an item is looked up as the code runs"),
        };
}
