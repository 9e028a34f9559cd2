using System.Text;

namespace Plumb.Cli.Outlines;

/// <summary>Completion for fish 3 and newer, whole in one script.</summary>
internal static class FishCompletion
{
    /// <summary>The script: <c>~/.config/fish/completions/plumb.fish</c>, or <c>plumb completion fish | source</c>.</summary>
    public static string Of(CommandOutline root, IReadOnlyList<string> codes)
    {
        var script = new StringBuilder();
        script.Append("# fish completion for plumb\n");
        script.Append("function __plumb_codes\n");
        script.Append("    set -l parts (string split , -- (commandline -ct))\n");
        script.Append("    set -l before (string join , -- $parts[1..-2])\n");
        script.Append("    test -n \"$before\"; and set before \"$before,\"\n");
        script.Append($"    printf \"$before%s\\n\" {string.Join(' ', codes)}\n");
        script.Append("end\n");
        script.Append("complete -c plumb -f\n");
        foreach (var option in root.Options)
        {
            Option(script, null, option);
        }

        foreach (var command in root.Commands)
        {
            foreach (var name in command.Aliases.Prepend(command.Name))
            {
                script.Append($"complete -c plumb -n __fish_use_subcommand -a {name} -d '{Quoted(command.Summary)}'\n");
            }

            var seen = $"'__fish_seen_subcommand_from {string.Join(' ', command.Aliases.Prepend(command.Name))}'";
            foreach (var option in command.Options)
            {
                Option(script, seen, option);
            }

            if (command.Arguments is [var argument, ..])
            {
                script.Append($"complete -c plumb -n {seen}{Action(argument.Kind, argument.Words, argument: true)}\n");
            }
        }

        return script.ToString();
    }

    private static void Option(StringBuilder script, string? condition, OptionOutline option)
    {
        script.Append("complete -c plumb");
        script.Append(condition is null ? "" : $" -n {condition}");
        foreach (var name in option.Names)
        {
            script.Append(name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}" : $" -s {name[1..]}");
        }

        script.Append(Action(option.Kind, option.Words, argument: false));
        script.Append($" -d '{Quoted(option.Summary)}'\n");
    }

    private static string Action(ValueKind kind, IEnumerable<string> words, bool argument) =>
        kind switch
        {
            ValueKind.Words => $"{(argument ? "" : " -x")} -a '{string.Join(' ', words)}'",
            ValueKind.Path => argument ? " -F" : " -r -F",
            ValueKind.Folder => " -x -a '(__fish_complete_directories)'",
            ValueKind.Codes => $"{(argument ? "" : " -x")} -a '(__plumb_codes)'",
            _ => "",
        };

    private static string Quoted(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
}
