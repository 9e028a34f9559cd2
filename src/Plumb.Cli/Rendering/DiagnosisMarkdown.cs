using Plumb.Diagnosis;

namespace Plumb.Cli.Rendering;

/// <summary>The answer of <c>diagnose</c> for an issue or a chat.</summary>
internal static class DiagnosisMarkdown
{
    /// <summary>Writes the answer; every line ends with LF.</summary>
    public static void Render(LogDiagnosis diagnosis, RenderSettings settings, TextWriter output)
    {
        var blocks = new List<string>();
        foreach (var cause in settings.Quiet ? diagnosis.Causes.Take(1) : diagnosis.Causes)
        {
            blocks.Add($"**{MarkdownText.Prose(cause.Sentence)}** ({DiagnosisText.Certainty(cause.Confidence)})");
            if (!settings.Quiet)
            {
                Details(cause, blocks);
            }
        }

        if (diagnosis.Causes.IsEmpty)
        {
            blocks.Add(diagnosis.IsUnknown ? "This failure is not known." : "No failure found.");
            if (diagnosis.IsUnknown)
            {
                blocks.Add(MarkdownText.Block(diagnosis.Decisive.Select(l => l.Text)));
            }
        }

        output.Write(string.Join("\n\n", blocks));
        output.Write('\n');
    }

    private static void Details(Cause cause, List<string> blocks)
    {
        blocks.Add(MarkdownText.Block(cause.Lines.Select(l => Words.Invariant($"{l.Number}: {l.Text}"))));
        blocks.AddRange(cause.Evidence.Select(e => "Here: " + MarkdownText.Prose(e)));
        foreach (var fix in cause.Fixes)
        {
            blocks.Add(MarkdownText.Prose(fix.Title));
            if (!fix.Commands.IsEmpty)
            {
                blocks.Add(MarkdownText.Block(fix.Commands, "sh"));
            }
        }

        blocks.AddRange(cause.Avoid.Select(a => "Not that: " + MarkdownText.Prose(a)));
        if (cause.Question is { } question)
        {
            blocks.Add("To be sure: " + MarkdownText.Prose(question));
        }
    }
}
