using System.Text;

namespace Plumb.Cli.Outlines;

/// <summary>Completion for PowerShell 5.1 and newer, whole in one script.</summary>
internal static class PowerShellCompletion
{
    /// <summary>The script: <c>plumb completion powershell | Out-String | Invoke-Expression</c>, or a line of the profile.</summary>
    public static string Of(CommandOutline root, IReadOnlyList<string> codes)
    {
        var script = new StringBuilder();
        script.Append("# PowerShell completion for plumb\n");
        script.Append("Register-ArgumentCompleter -Native -CommandName plumb -ScriptBlock {\n");
        script.Append("    param($word, $ast, $cursor)\n");
        script.Append("    $verbs = @{\n");
        foreach (var command in root.Commands)
        {
            foreach (var name in command.Aliases.Prepend(command.Name))
            {
                script.Append($"        {Quoted(name)} = {Quoted(command.Name)}\n");
            }
        }

        script.Append("    }\n    $options = @{\n");
        script.Append($"        '' = {List(root.Options.SelectMany(o => o.Names))}\n");
        foreach (var command in root.Commands)
        {
            script.Append(
                $"        {Quoted(command.Name)} = {List(command.Options.Concat(root.Options.Where(o => o.IsShared)).SelectMany(o => o.Names))}\n"
            );
        }

        script.Append("    }\n    $values = @{\n");
        foreach (
            var option in root.All().SelectMany(c => c.Options).DistinctBy(o => o.Names[^1], StringComparer.Ordinal)
        )
        {
            if (Values(option.Kind, option.Words, codes) is { } values)
            {
                foreach (var name in option.Names)
                {
                    script.Append($"        {Quoted(name)} = {values}\n");
                }
            }
        }

        script.Append("    }\n    $arguments = @{\n");
        foreach (var command in root.Commands)
        {
            if (command.Arguments is [var argument, ..] && Values(argument.Kind, argument.Words, codes) is { } values)
            {
                script.Append($"        {Quoted(command.Name)} = {values}\n");
            }
        }

        script.Append("    }\n");
        script.Append(Tail);
        return script.ToString();
    }

    // What is not listed here (files, folders) is completed by PowerShell itself.
    private const string Tail = """
            $before = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })
            $verb = ''
            foreach ($element in $before | Select-Object -Skip 1) {
                if ($verbs.ContainsKey($element)) { $verb = $verbs[$element]; break }
            }
            $previous = if ($before.Count -gt 1) { $before[-1] } else { '' }
            $words = if ($values.ContainsKey($previous)) { $values[$previous] }
                elseif ($word.StartsWith('-')) { $options[$verb] }
                elseif ($verb -eq '') { $verbs.Keys | Sort-Object }
                else { $arguments[$verb] }
            $words | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    private static string? Values(ValueKind kind, IEnumerable<string> words, IReadOnlyList<string> codes) =>
        kind switch
        {
            ValueKind.Words => List(words),
            ValueKind.Codes => List(codes),
            _ => null,
        };

    private static string List(IEnumerable<string> words) => $"@({string.Join(", ", words.Select(Quoted))})";

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
