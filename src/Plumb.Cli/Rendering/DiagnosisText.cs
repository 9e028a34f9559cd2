using Plumb.Diagnosis;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>The answer of <c>diagnose</c> for people: the cause, the lines that prove it, what to do and what not.</summary>
internal static class DiagnosisText
{
    private const int Column = 13;
    private const int LongestLine = 400;
    private const int SignIndent = 20;

    /// <summary>Writes the answer; every line ends with LF.</summary>
    public static void Render(LogDiagnosis diagnosis, RenderSettings settings, TextWriter output)
    {
        foreach (var line in Lines(diagnosis, settings))
        {
            output.Write(line);
            output.Write('\n');
        }
    }

    /// <summary>The lines of a build log that tell how steps went, good and bad; every line ends with LF.</summary>
    public static void RenderSigns(LogDiagnosis diagnosis, RenderSettings settings, TextWriter output)
    {
        var paint = new Paint(settings.Colour);
        var (good, bad) = (diagnosis.Signs.Count(s => s.IsGood), diagnosis.Signs.Count(s => !s.IsGood));
        output.Write($"{Words.Many(good, "good sign")}, {Words.Many(bad, "bad sign")}:\n");
        foreach (var sign in diagnosis.Signs)
        {
            var word = sign.IsGood ? paint.Good("good") : paint.Severe(Severity.Error, "bad ");
            var text = Visible(Short(sign.Line.Text), settings);
            output.Write(
                $"  line {sign.Line.Number, -6} {word}  {text}\n{new string(' ', SignIndent)}{sign.Meaning}\n"
            );
        }
    }

    /// <summary>How sure a cause is, a word.</summary>
    public static string Certainty(double confidence) =>
        confidence switch
        {
            >= 0.85 => "certain as far as a log can be",
            >= 0.65 => "likely",
            _ => "possible",
        };

    private static List<string> Lines(LogDiagnosis diagnosis, RenderSettings settings)
    {
        var paint = new Paint(settings.Colour);
        var lines = new List<string>();
        if (diagnosis.Causes.IsEmpty)
        {
            NoCause(diagnosis, settings, lines);
            return lines;
        }

        var first = diagnosis.Causes[0];
        var heading = $"Cause ({Certainty(first.Confidence)}): ";
        var wrapped = TextWrap.Lines(heading + Visible(first.Sentence, settings), settings.Width).ToList();
        wrapped[0] =
            paint.Severe(Severity.Error, wrapped[0][..heading.Length].TrimEnd()) + wrapped[0][(heading.Length - 1)..];
        lines.AddRange(wrapped);
        if (settings.Quiet)
        {
            return lines;
        }

        foreach (var line in first.Lines)
        {
            Labelled($"  line {line.Number}", Short(line.Text), settings, lines);
        }

        foreach (var shown in first.Evidence)
        {
            Labelled("  here", shown, settings, lines);
        }

        if (first.From is { } file)
        {
            Labelled("  by", $"{file}, which takes the place of what Plumb carries", settings, lines);
        }

        if (first.Known.Length > 0)
        {
            Labelled("  stack", first.Known, settings, lines);
        }

        foreach (var fix in first.Fixes)
        {
            var tried = fix.Verified ? " (tried on what is installed: the cause would be gone)" : "";
            Labelled(fix == first.Fixes[0] ? "Do this:" : "", fix.Title + tried, settings, lines);
            lines.AddRange(fix.Commands.Select(c => new string(' ', Column + 2) + Visible(c, settings)));
        }

        foreach (var avoid in first.Avoid)
        {
            Labelled("Not that:", avoid, settings, lines);
        }

        if (first.Question is { } question)
        {
            Labelled("To be sure:", question, settings, lines);
        }

        if (diagnosis.Causes.Length > 1)
        {
            lines.Add("");
            lines.Add("It may be this in its place:");
            foreach (var other in diagnosis.Causes.Skip(1))
            {
                lines.AddRange(
                    TextWrap.Lines(Visible(other.Sentence, settings), settings.Width - 2).Select(l => "  " + l)
                );
            }
        }

        if (settings.Verbose)
        {
            Labelled("Source:", $"{first.Code} · {first.Source.Text} ({first.Source.GradeWord})", settings, lines);
        }

        return lines;
    }

    private static void NoCause(LogDiagnosis diagnosis, RenderSettings settings, List<string> lines)
    {
        if (!diagnosis.IsUnknown)
        {
            lines.Add(
                diagnosis.Lines == 0
                    ? "The log is empty."
                    : $"No failure found in {Words.Many(diagnosis.Lines, "line", "lines")}."
            );
            return;
        }

        lines.Add("This failure is not known. The lines that say most:");
        foreach (var line in diagnosis.Decisive)
        {
            Labelled($"  line {line.Number}", Short(line.Text), settings, lines);
        }

        lines.AddRange(
            TextWrap.Lines(
                "Send these lines with the output of plumb report, so that it becomes known.",
                settings.Width
            )
        );
    }

    private static string Short(string text) => text.Length > LongestLine ? text[..LongestLine] + "…" : text;

    private static void Labelled(string label, string text, RenderSettings settings, List<string> lines)
    {
        var start = label.PadRight(Column);
        foreach (var line in TextWrap.Lines(Visible(text, settings), Math.Max(20, settings.Width - start.Length)))
        {
            lines.Add(start + line);
            start = new string(' ', Column);
        }
    }

    private static string Visible(string text, RenderSettings settings) => VisibleText.Of(text, settings.Unicode);
}
