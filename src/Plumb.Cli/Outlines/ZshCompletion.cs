using System.Text;

namespace Plumb.Cli.Outlines;

/// <summary>Completion for zsh, whole in one script.</summary>
internal static class ZshCompletion
{
    /// <summary>The script: a file <c>_plumb</c> on fpath, or <c>source &lt;(plumb completion zsh)</c>.</summary>
    public static string Of(CommandOutline root, IReadOnlyList<string> codes)
    {
        var script = new StringBuilder();
        script.Append("#compdef plumb\n");
        script.Append($"_plumb_codes() {{ _sequence compadd - {string.Join(' ', codes)} }}\n");
        script.Append("_plumb() {\n");
        script.Append("    local curcontext=\"$curcontext\" state line\n");
        script.Append("    typeset -A opt_args\n");
        script.Append("    _arguments -C \\\n");
        Options(script, root.Options, "        ");
        script.Append("        '1:command:->command' \\\n");
        script.Append("        '*::argument:->argument'\n");
        script.Append("    case $state in\n");
        script.Append("        command)\n            local -a verbs\n            verbs=(\n");
        foreach (var command in root.Commands)
        {
            foreach (var name in command.Aliases.Prepend(command.Name))
            {
                script.Append($"                '{name}:{Quoted(command.Summary)}'\n");
            }
        }

        script.Append("            )\n            _describe -t commands command verbs ;;\n");
        script.Append("        argument)\n            case $line[1] in\n");
        foreach (var command in root.Commands)
        {
            script.Append($"                {string.Join('|', command.Aliases.Prepend(command.Name))})\n");
            script.Append("                    _arguments \\\n");
            Options(script, command.Options.Concat(root.Options.Where(o => o.IsShared)), "                        ");
            script.Append("                        ");
            script.Append(
                command.Arguments is [var argument, ..]
                    ? $"'1:{argument.Name}:{Action(argument.Kind, argument.Words)}'"
                    : "'*: :'"
            );
            script.Append(" ;;\n");
        }

        script.Append("            esac ;;\n    esac\n}\n");
        script.Append("if [[ $funcstack[1] == _plumb ]]; then _plumb \"$@\"; else compdef _plumb plumb; fi\n");
        return script.ToString();
    }

    private static void Options(StringBuilder script, IEnumerable<OptionOutline> options, string indent)
    {
        foreach (var option in options)
        {
            script.Append(indent);
            script.Append(
                option.Names.Length > 1
                    ? $"'({string.Join(' ', option.Names)})'{{{string.Join(',', option.Names)}}}"
                    : option.Names[0]
            );
            script.Append($"'[{Bracketed(option.Summary)}]");
            if (option.Value is not null)
            {
                script.Append($":value:{Action(option.Kind, option.Words)}");
            }

            script.Append("' \\\n");
        }
    }

    private static string Action(ValueKind kind, IEnumerable<string> words) =>
        kind switch
        {
            ValueKind.Words => $"({string.Join(' ', words)})",
            ValueKind.Path => "_files",
            ValueKind.Folder => "_files -/",
            ValueKind.Codes => "_plumb_codes",
            _ => " ",
        };

    private static string Quoted(string text) =>
        text.Replace("'", "'\\''", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);

    private static string Bracketed(string text) =>
        Quoted(text).Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
}
