using System.Text;

namespace Plumb.Cli.Outlines;

/// <summary>Completion for bash 3.2 and newer, whole in one script: pressing Tab never starts plumb.</summary>
internal static class BashCompletion
{
    /// <summary>The script. It is loaded by <c>source &lt;(plumb completion bash)</c>.</summary>
    public static string Of(CommandOutline root, IReadOnlyList<string> codes)
    {
        var script = new StringBuilder();
        script.Append("# bash completion for plumb\n");
        script.Append("_plumb_words() { COMPREPLY=($(compgen -W \"$1\" -- \"$cur\")); }\n");
        script.Append(
            "_plumb_paths() { compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen \"$1\" -- \"$cur\")); }\n"
        );
        script.Append("_plumb_codes() {\n");
        script.Append("    local before=\"\"\n");
        script.Append("    [[ $cur == *,* ]] && before=\"${cur%,*},\"\n");
        script
            .Append("    COMPREPLY=($(compgen -P \"$before\" -W \"")
            .Append(Lines(codes))
            .Append("\" -- \"${cur##*,}\"))\n");
        script.Append("}\n");
        script.Append("_plumb() {\n");
        script.Append("    local IFS=$'\\n' cur=\"${COMP_WORDS[COMP_CWORD]}\" prev=\"\" verb=\"\" i\n");
        script.Append("    COMPREPLY=()\n");
        script.Append("    ((COMP_CWORD > 0)) && prev=\"${COMP_WORDS[COMP_CWORD-1]}\"\n");
        // "--format=js" arrives as three words.
        script.Append(
            "    if [[ $cur == \"=\" ]]; then cur=\"\"; elif [[ $prev == \"=\" ]]; then prev=\"${COMP_WORDS[COMP_CWORD-2]}\"; fi\n"
        );
        script.Append("    for ((i = 1; i < COMP_CWORD; i++)); do\n");
        script.Append("        case \"${COMP_WORDS[i]}\" in\n");
        foreach (var command in root.Commands)
        {
            script.Append($"            {Pattern(command)}) verb={command.Name}; break ;;\n");
        }

        script.Append("        esac\n    done\n");
        script.Append("    case \"$verb:$prev\" in\n");
        foreach (var option in root.Options)
        {
            Value(script, "*", option);
        }

        foreach (var command in root.Commands)
        {
            foreach (var option in command.Options)
            {
                Value(script, command.Name, option);
            }
        }

        script.Append("    esac\n");
        script.Append("    case \"$verb\" in\n");
        foreach (var command in root.Commands)
        {
            Words(script, command.Name, command, root);
        }

        Words(script, "*", root, root);
        script.Append("    esac\n}\n");
        script.Append("complete -F _plumb plumb\n");
        return script.ToString();
    }

    private static void Value(StringBuilder script, string verb, OptionOutline option)
    {
        if (option.Value is null)
        {
            return;
        }

        var pattern = string.Join('|', option.Names.Select(n => $"{verb}:{n}"));
        script.Append($"        {pattern}) {Action(option.Kind, option.Words)} return ;;\n");
    }

    private static void Words(StringBuilder script, string pattern, CommandOutline command, CommandOutline root)
    {
        var options = command
            .Options.Concat(root.Options.Where(o => o.IsShared))
            .SelectMany(o => o.Names)
            .Distinct(StringComparer.Ordinal);
        script.Append($"        {pattern})\n");
        script.Append($"            if [[ $cur == -* ]]; then _plumb_words \"{Lines(options)}\"; ");
        script.Append("else ");
        script.Append(
            command == root ? $"_plumb_words \"{Lines(root.Commands.SelectMany(c => c.Aliases.Prepend(c.Name)))}\";"
            : command.Arguments is [var argument, ..] ? Action(argument.Kind, argument.Words)
            : ":;"
        );
        script.Append(" fi ;;\n");
    }

    private static string Action(ValueKind kind, IEnumerable<string> words) =>
        kind switch
        {
            ValueKind.Words => $"_plumb_words \"{Lines(words)}\";",
            ValueKind.Path => "_plumb_paths -f;",
            ValueKind.Folder => "_plumb_paths -d;",
            ValueKind.Codes => "_plumb_codes;",
            _ => ":;",
        };

    private static string Pattern(CommandOutline command) => string.Join('|', command.Aliases.Prepend(command.Name));

    private static string Lines(IEnumerable<string> words) => string.Join('\n', words);
}
