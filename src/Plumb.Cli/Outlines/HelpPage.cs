using Plumb.Cli.Rendering;

namespace Plumb.Cli.Outlines;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpPage
{
    private const int Column = 26;

    /// <summary>Writes the page of a command.</summary>
    public static void Write(CommandOutline command, CommandOutline root, int width, TextWriter output)
    {
        Paragraph(command.Summary, width, output);
        output.Write($"\nUsage: {command.Usage}\n");
        if (!command.Aliases.IsEmpty)
        {
            output.Write($"Also:  {string.Join(", ", command.Aliases)}\n");
        }

        Section("Commands", command.Commands.Select(c => (c.Name, c.Summary)), width, output);
        Section("Arguments", command.Arguments.Select(a => (a.Name, a.Summary)), width, output);
        Section("Options", Rows(command.Options.Where(o => !o.IsShared)), width, output);
        var shared = command == root ? command.Options : root.Options;
        Section("Options of every command", Rows(shared.Where(o => o.IsShared)), width, output);
        Section("Examples", command.Examples.Select(e => (e.CommandLine, e.Purpose)), width, output);
        foreach (var detail in command.Details)
        {
            output.Write('\n');
            Paragraph(detail, width, output);
        }
    }

    private static IEnumerable<(string, string)> Rows(IEnumerable<OptionOutline> options) =>
        options.Select(o =>
            (o.Names[0].StartsWith("--", StringComparison.Ordinal) ? "    " + o.Signature : o.Signature, o.Summary)
        );

    private static void Section(
        string title,
        IEnumerable<(string Left, string Right)> rows,
        int width,
        TextWriter output
    )
    {
        var first = true;
        foreach (var (left, right) in rows)
        {
            if (first)
            {
                output.Write($"\n{title}:\n");
                first = false;
            }

            Row(left, right, width, output);
        }
    }

    private static void Row(string left, string right, int width, TextWriter output)
    {
        var line = "  " + left;
        var fits = line.Length + 2 <= Column;
        if (!fits)
        {
            output.Write(line + "\n");
            line = "";
        }

        foreach (var part in TextWrap.Lines(right, Math.Max(30, width - Column)))
        {
            output.Write(line.PadRight(Column) + part + "\n");
            line = "";
        }
    }

    private static void Paragraph(string text, int width, TextWriter output)
    {
        foreach (var line in TextWrap.Lines(text, width))
        {
            output.Write(line + "\n");
        }
    }
}
