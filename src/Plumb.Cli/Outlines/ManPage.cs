using System.Text;

namespace Plumb.Cli.Outlines;

/// <summary>The man page of the whole program, in the man macros of roff (man(7)).</summary>
internal static class ManPage
{
    /// <summary>The page for section 1.</summary>
    public static string Of(CommandOutline root, string version)
    {
        var page = new StringBuilder();
        page.Append($".TH PLUMB 1 \"\" \"plumb {version}\" \"User Commands\"\n");
        page.Append(".SH NAME\n").Append("plumb \\- ").Append(Line(Lower(root.Summary.TrimEnd('.')))).Append('\n');
        page.Append(".SH SYNOPSIS\n.B plumb\n\\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n");
        page.Append(".SH COMMANDS\n");
        foreach (var command in root.All().Skip(1))
        {
            Command(page, command);
        }

        page.Append(".SH OPTIONS\nThese are taken by every command, \\fB\\-\\-version\\fR by plumb alone.\n");
        foreach (var option in root.Options)
        {
            Option(page, option);
        }

        page.Append(".SH EXIT STATUS\n");
        foreach (var (code, meaning) in ExitCodes.All)
        {
            page.Append($".TP\n.B {code}\n").Append(Line(meaning)).Append('\n');
        }

        page.Append(".SH ENVIRONMENT\n");
        foreach (var (name, meaning) in EnvironmentVariables.All)
        {
            page.Append($".TP\n.B {Line(name)}\n").Append(Line(meaning)).Append('\n');
        }

        page.Append(".SH EXAMPLES\n");
        foreach (var example in root.All().SelectMany(c => c.Examples))
        {
            page.Append(".TP\n.B ").Append(Line(example.CommandLine)).Append('\n');
            page.Append(Line(example.Purpose)).Append('\n');
        }

        return page.ToString();
    }

    private static void Command(StringBuilder page, CommandOutline command)
    {
        page.Append(".SS ").Append(Line(command.Usage)).Append('\n');
        page.Append(Line(command.Summary)).Append('\n');
        if (!command.Aliases.IsEmpty)
        {
            page.Append("Also called ").Append(Line(string.Join(", ", command.Aliases))).Append(".\n");
        }

        foreach (var detail in command.Details)
        {
            page.Append(".PP\n").Append(Line(detail)).Append('\n');
        }

        foreach (var argument in command.Arguments)
        {
            page.Append(".TP\n.I ")
                .Append(Line(argument.Name))
                .Append('\n')
                .Append(Line(argument.Summary))
                .Append('\n');
        }

        foreach (var option in command.Options.Where(o => !o.IsShared))
        {
            Option(page, option);
        }
    }

    private static void Option(StringBuilder page, OptionOutline option)
    {
        page.Append(".TP\n").Append(string.Join(", ", option.Names.Select(n => $"\\fB{Line(n)}\\fR")));
        if (option.Value is { } value)
        {
            page.Append(" \\fI").Append(Line(value)).Append("\\fR");
        }
        else if (option.OptionalValue is { } optional)
        {
            page.Append("[=\\fI").Append(Line(optional)).Append("\\fR]");
        }

        page.Append('\n').Append(Line(option.Summary)).Append('\n');
    }

    // A backslash starts an escape, a hyphen would become a typographic one, and a dot or quote at the start a request.
    private static string Line(string text)
    {
        var escaped = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return escaped.StartsWith('.') || escaped.StartsWith('\'') ? "\\&" + escaped : escaped;
    }

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
