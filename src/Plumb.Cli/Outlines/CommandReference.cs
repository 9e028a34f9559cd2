using System.Text;

namespace Plumb.Cli.Outlines;

/// <summary>The reference of all commands as a Markdown page: docs/commands.md.</summary>
internal static class CommandReference
{
    /// <summary>The page.</summary>
    public static string Of(CommandOutline root)
    {
        var page = new StringBuilder();
        page.Append("# Commands\n\n");
        page.Append("Made from the command definitions; a test keeps it up to date.\n");
        foreach (var command in root.All().Skip(1))
        {
            Command(page, command);
        }

        page.Append("\n## Options of every command\n\n");
        Options(page, root.Options.Where(o => o.IsShared));
        page.Append("\n## Exit codes\n\n| code | meaning |\n|---|---|\n");
        foreach (var (code, meaning) in ExitCodes.All)
        {
            page.Append($"| {code} | {Cell(meaning)} |\n");
        }

        page.Append("\n## Environment variables\n\n| variable | meaning |\n|---|---|\n");
        foreach (var (name, meaning) in EnvironmentVariables.All)
        {
            page.Append($"| `{name.Replace(", ", "`, `", StringComparison.Ordinal)}` | {Cell(meaning)} |\n");
        }

        return page.ToString();
    }

    private static void Command(StringBuilder page, CommandOutline command)
    {
        page.Append($"\n## {command.Path}\n\n{command.Summary}\n\n```\n{command.Usage}\n```\n");
        if (!command.Aliases.IsEmpty)
        {
            page.Append($"\nAlso called `{string.Join("`, `", command.Aliases)}`.\n");
        }

        foreach (var detail in command.Details)
        {
            page.Append($"\n{detail}\n");
        }

        if (!command.Arguments.IsEmpty)
        {
            page.Append("\n| argument | |\n|---|---|\n");
            foreach (var argument in command.Arguments)
            {
                page.Append($"| `{argument.Name}` | {Cell(argument.Summary)} |\n");
            }
        }

        if (!command.Options.IsEmpty)
        {
            page.Append('\n');
            Options(page, command.Options.Where(o => !o.IsShared));
        }

        if (!command.Examples.IsEmpty)
        {
            page.Append("\n| example | |\n|---|---|\n");
            foreach (var example in command.Examples)
            {
                page.Append($"| `{example.CommandLine}` | {Cell(example.Purpose)} |\n");
            }
        }
    }

    private static void Options(StringBuilder page, IEnumerable<OptionOutline> options)
    {
        page.Append("| option | |\n|---|---|\n");
        foreach (var option in options)
        {
            page.Append($"| `{Cell(option.Signature)}` | {Cell(option.Summary)} |\n");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
