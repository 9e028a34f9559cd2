using System.Globalization;
using System.Text;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>
/// Workflow commands that GitHub Actions turns into annotations: <c>::error file=…,line=…,title=…::message</c>.
/// The escapes are those of actions/toolkit's command.ts.
/// </summary>
internal static class GitHubRenderer
{
    /// <summary>Writes a line for each cause and the verdict.</summary>
    public static void Render(CheckReport report, RenderSettings settings, TextWriter output)
    {
        foreach (var group in CauseGroup.Of(report.Findings))
        {
            Annotation(group, settings, output);
        }

        // A line of text could be taken for a command only if it began with two colons; this one begins with a word.
        output.Write(VisibleText.Of($"plumb: {Words.Verdict(report)}") + "\n");
    }

    private static void Annotation(CauseGroup group, RenderSettings settings, TextWriter output)
    {
        var head = group.Head;
        var command = head.Severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "notice",
        };
        var properties = new List<string>();
        if (head.Location is { } place)
        {
            properties.Add("file=" + Property(RelativeTo(place.File, settings.CurrentFolder)));
            if (place.Line > 0)
            {
                properties.Add(string.Create(CultureInfo.InvariantCulture, $"line={place.Line}"));
                if (place.Column > 0)
                {
                    properties.Add(string.Create(CultureInfo.InvariantCulture, $"col={place.Column}"));
                }
            }
        }

        properties.Add("title=" + Property($"{head.Rule.Code} {head.Rule.Name}"));
        output.Write($"::{command} {string.Join(',', properties)}::{Message(Body(group))}\n");
    }

    private static string Body(CauseGroup group)
    {
        var text = new StringBuilder(VisibleText.Of(group.Head.Title));
        if (group.Head.Message.Length > 0)
        {
            text.Append('\n').Append(VisibleText.Of(group.Head.Message));
        }

        var rest = group.Others.Concat(group.Consequences).Select(f => f.Subject.Name).Distinct(StringComparer.Ordinal);
        var names = string.Join(", ", rest.Select(n => VisibleText.Of(n)));
        if (names.Length > 0)
        {
            text.Append("\nThe same cause: ").Append(names);
        }

        if (group.Head.Fixes is [{ Commands: [var command, ..] }, ..])
        {
            text.Append("\nFix: ").Append(VisibleText.Of(command));
        }

        return text.ToString();
    }

    private static string RelativeTo(string file, string folder) =>
        file.StartsWith(folder, StringComparison.Ordinal) && file.Length > folder.Length && file[folder.Length] == '/'
            ? file[(folder.Length + 1)..]
            : file;

    private static string Message(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Message(VisibleText.Of(text))
            .Replace(":", "%3A", StringComparison.Ordinal)
            .Replace(",", "%2C", StringComparison.Ordinal);
}
