using System.Globalization;

namespace Plumb.Metadata.Projects;

internal sealed partial class ScriptReader
{
    private ScriptValue Attribute(ScriptValue value, string name) =>
        (value, name) switch
        {
            (ScriptReference reference, _) => new ScriptReference($"{reference.Name}.{name}"),
            (ScriptPath path, "parent") => new ScriptPath(Parent(path.Path)),
            _ => Unknown($".{name} is looked up as the code runs"),
        };

    private ScriptValue CallMethod(ScriptValue target, string name, Arguments arguments)
    {
        var result = target switch
        {
            ScriptReference reference => Call(new ScriptReference($"{reference.Name}.{name}"), arguments),
            ScriptString text => TextMethod(text, name, arguments),
            ScriptPath path => PathMethod(path, name, arguments),
            ScriptList list => ListMethod(list, name, arguments),
            ScriptDictionary dictionary => DictionaryMethod(dictionary, name, arguments),
            _ => null,
        };
        return result ?? Unknown($".{name}() is called as the code runs");
    }

    private static ScriptValue? TextMethod(ScriptString text, string name, Arguments arguments)
    {
        var argument = arguments.First as ScriptString;
        return name switch
        {
            "splitlines" => ScriptFileReader.Lines(text),
            "split" when argument is { Text: "\n" } => ScriptFileReader.Lines(text),
            "split" when argument is { Text.Length: > 0 } => new ScriptList
            {
                IsFollowed = true,
                Items = [.. text.Text.Split(argument.Text).Select(part => new ScriptString(part, text.Location, true))],
            },
            "split" when arguments.First is null => new ScriptList
            {
                IsFollowed = true,
                Items =
                [
                    .. text
                        .Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                        .Select(part => new ScriptString(part, text.Location, true)),
                ],
            },
            "strip" or "rstrip" or "lstrip" when arguments.First is null => Same(text, text.Text.Trim()),
            "strip" or "rstrip" or "lstrip" => argument is null
                ? null
                : Same(text, text.Text.Trim(argument.Text.ToCharArray())),
            "lower" => Same(text, text.Text.ToLowerInvariant()),
            "upper" => Same(text, text.Text.ToUpperInvariant()),
            "encode" or "decode" => text,
            "replace"
                when argument is { Text.Length: > 0 }
                    && arguments.Positional is [_, ScriptString by, ..]
                    && by.Text.Length <= argument.Text.Length => Same(
                text,
                text.Text.Replace(argument.Text, by.Text, StringComparison.Ordinal)
            ),
            "startswith" when argument is not null => ScriptNumber.Of(
                text.Text.StartsWith(argument.Text, StringComparison.Ordinal)
            ),
            "endswith" when argument is not null => ScriptNumber.Of(
                text.Text.EndsWith(argument.Text, StringComparison.Ordinal)
            ),
            "join"
                when arguments.First is ScriptList { IsComplete: true } list
                    && list.Items.TrueForAll(i => i is ScriptString)
                    && list.Items.Sum(i => (long)((ScriptString)i).Text.Length + text.Text.Length) <= LongestText =>
                Same(text, string.Join(text.Text, list.Items.Select(PlainText))),
            "format" when Fill(text.Text, arguments) is { } filled => Same(text, filled),
            _ => null,
        };
    }

    private static ScriptString Same(ScriptString text, string changed) =>
        changed == text.Text ? text : new ScriptString(changed, text.Location, isComputed: true);

    /// <summary>"{}", "{0}" and "{name}"; null when the format asks for more.</summary>
    private static string? Fill(string format, Arguments arguments)
    {
        var result = new System.Text.StringBuilder();
        var next = 0;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] is not ('{' or '}'))
            {
                result.Append(format[i]);
                continue;
            }

            if (i + 1 < format.Length && format[i + 1] == format[i])
            {
                result.Append(format[i]);
                i++;
                continue;
            }

            var end = format.IndexOf('}', i);
            if (format[i] == '}' || end < 0)
            {
                return null;
            }

            var name = format[(i + 1)..end];
            var index =
                name.Length == 0 ? next++
                : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
                : -1;
            var value =
                index >= 0
                    ? arguments.Positional.ElementAtOrDefault(index)
                    : arguments.Named.Find(n => n.Key == name).Value;
            if (PlainText(value) is not { } text || result.Length > LongestText)
            {
                return null;
            }

            result.Append(text);
            i = end;
        }

        return result.ToString();
    }

    private ScriptValue? PathMethod(ScriptPath path, string name, Arguments arguments) =>
        name switch
        {
            "read" or "read_text" when files.ReadText(path.Path) is { } text => text,
            "readlines" when files.ReadText(path.Path) is { } text => ScriptFileReader.Lines(text),
            "open" or "resolve" or "absolute" or "expanduser" => path,
            "joinpath" => Join([path, .. arguments.Positional]),
            "with_name" when arguments.First is ScriptString other => new ScriptPath(
                JoinPath(Parent(path.Path), other.Text)
            ),
            "close" => ScriptNumber.None,
            _ => null,
        };

    private ScriptValue? ListMethod(ScriptList list, string name, Arguments arguments)
    {
        switch (name)
        {
            case "append":
                _scope.Extend(list, new ScriptList { Items = [.. arguments.Positional.Take(1)] });
                return ScriptNumber.None;
            case "extend" or "update":
                _scope.Extend(list, arguments.First is { } added ? Iterate(added) : null);
                return ScriptNumber.None;
            case "insert":
                _scope.Extend(list, new ScriptList { Items = [.. arguments.Positional.Skip(1).Take(1)] });
                return ScriptNumber.None;
            case "add":
                _scope.Extend(list, new ScriptList { Items = [.. arguments.Positional] });
                return ScriptNumber.None;
            case "copy":
                return list.Copy();
            case "sort" or "reverse":
                return ScriptNumber.None;
            case "remove" or "pop" or "clear" or "discard":
                (list.IsComplete, list.IsFollowed) = (false, true);
                list.Items.Clear();
                return null;
            default:
                return null;
        }
    }

    private ScriptValue? DictionaryMethod(ScriptDictionary dictionary, string name, Arguments arguments)
    {
        switch (name)
        {
            case "get" when arguments.First is ScriptString key && dictionary.IsComplete:
                return dictionary[key.Text] ?? arguments.Positional.ElementAtOrDefault(1) ?? ScriptNumber.None;
            case "values":
                return new ScriptList
                {
                    Items = [.. dictionary.Items.Select(i => i.Value)],
                    IsComplete = dictionary.IsComplete,
                };
            case "keys":
                return new ScriptList
                {
                    Items = [.. dictionary.Items.Select(i => new ScriptString(i.Key, LocationOf(Token), true))],
                    IsComplete = dictionary.IsComplete,
                };
            case "copy":
                return Merge(new ScriptDictionary(), dictionary);
            case "update":
                dictionary.IsFollowed = true;
                var added = arguments.First as ScriptDictionary;
                dictionary.IsComplete &=
                    _scope.Doubt == 0
                    && _scope.Conditions.IsEmpty
                    && (arguments.First is null || added is { IsComplete: true });
                foreach (var (key, value) in (added?.Items ?? []).Concat(arguments.Named))
                {
                    dictionary[key] = value;
                }

                return ScriptNumber.None;
            case "pop" or "clear" or "popitem":
                dictionary.IsComplete = false;
                return null;
            default:
                return null;
        }
    }
}
