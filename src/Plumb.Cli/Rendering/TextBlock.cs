using System.Globalization;
using Plumb.Findings;

namespace Plumb.Cli.Rendering;

/// <summary>One cause as lines: what is wrong, how we know, what to do.</summary>
internal sealed class TextBlock(RenderSettings settings, string? prefix)
{
    private const int Indent = 9;
    private const int LabelWidth = 7;
    private const int FewEvidence = 2;
    private const int FewFixes = 2;
    private const int FewNames = 6;
    private readonly Paint _paint = new(settings.Colour);
    private readonly List<string> _lines = [];

    /// <summary>The whole block.</summary>
    public IReadOnlyList<string> Full(CauseGroup group)
    {
        Headline(group.Head);
        Message(group.Head);
        Others(group);
        Proof(group.Head);
        Fixes(group.Head);
        return _lines;
    }

    /// <summary>Its first sentence only.</summary>
    public IReadOnlyList<string> Short(CauseGroup group)
    {
        Headline(group.Head);
        return _lines;
    }

    private void Headline(Finding finding)
    {
        var word = Words.Of(finding.Severity);
        var code = finding.Rule.Code;
        var title = Visible(finding.Title);
        var room = Math.Max(20, settings.Width - Indent - code.Length - 2);
        var first = true;
        foreach (var line in TextWrap.Lines(title, settings.Width - Indent, room))
        {
            _lines.Add(
                first
                    ? _paint.Severe(finding.Severity, word)
                        + new string(' ', Math.Max(1, Indent - word.Length))
                        + _paint.Strong(line)
                        + new string(' ', Math.Max(2, room - line.Length + 2))
                        + _paint.Faint(code)
                    : new string(' ', Indent) + _paint.Strong(line)
            );
            first = false;
        }
    }

    private void Message(Finding finding)
    {
        foreach (var line in TextWrap.Lines(Visible(finding.Message), settings.Width - Indent))
        {
            _lines.Add(new string(' ', Indent) + line);
        }
    }

    private void Others(CauseGroup group)
    {
        if (settings.Verbose)
        {
            foreach (var other in group.Others)
            {
                Labelled("also", $"{Visible(other.Title)} ({other.Rule.Code})");
            }

            foreach (var consequence in group.Consequences)
            {
                Labelled("so", $"{Visible(consequence.Title)} ({consequence.Rule.Code})");
            }

            return;
        }

        if (group.Others.Length == 1)
        {
            Labelled("also", Visible(group.Others[0].Title));
        }
        else if (group.Others.Length > 1)
        {
            Labelled("also", "the same for " + Names(group.Others));
        }

        // What the title or the message names already is not named again.
        var others = group
            .Consequences.Where(c =>
                c.Subject.Name != group.Head.Subject.Name
                && !group.Head.Message.Contains(c.Subject.Name, StringComparison.OrdinalIgnoreCase)
            )
            .ToList();
        if (others.Count > 0)
        {
            Labelled("so", "this fails with it: " + Names(others));
        }
    }

    private string Names(IReadOnlyList<Finding> findings)
    {
        var names = findings.Select(f => Visible(f.Subject.Name)).Distinct(StringComparer.Ordinal).ToList();
        var text = string.Join(", ", names.Take(FewNames));
        return names.Count > FewNames ? Words.Invariant($"{text} and {names.Count - FewNames} more (-v)") : text;
    }

    private void Proof(Finding finding)
    {
        var shown = settings.Verbose ? finding.Evidence.Length : Math.Min(FewEvidence, finding.Evidence.Length);
        for (var i = 0; i < shown; i++)
        {
            Labelled(i == 0 ? "proof" : "", Visible(Sentence(finding.Evidence[i])));
        }

        if (
            finding.Location is { } place
            && (shown == 0 || (settings.Verbose && finding.Evidence.All(e => e.File != place.File)))
        )
        {
            Labelled("in", Visible(NearPath.Of(place.ToString(), prefix)));
        }
    }

    private string Sentence(Evidence evidence)
    {
        var end = evidence.Text.IndexOf('\n', StringComparison.Ordinal);
        var quoted = end < 0 || settings.Verbose ? evidence.Text : evidence.Text[..end].TrimEnd('\r') + " …";
        if (evidence.File is not { } file)
        {
            return quoted;
        }

        var name = file[(file.LastIndexOf('/') + 1)..];
        var text = evidence.Text.Contains(name, StringComparison.Ordinal)
            ? quoted
            : $"{quoted} ({NearPath.Of(file, prefix)})";
        return settings.Verbose && evidence.Offset is { } offset
            ? string.Create(CultureInfo.InvariantCulture, $"{text}, at byte {offset}")
            : text;
    }

    private void Fixes(Finding finding)
    {
        var shown = settings.Verbose ? finding.Fixes.Length : Math.Min(FewFixes, finding.Fixes.Length);
        for (var i = 0; i < shown; i++)
        {
            var fix = finding.Fixes[i];
            var label = i == 0 ? "fix" : "or";
            var what = Visible(Words.Cost(fix));
            if (fix.Commands.Length == 0)
            {
                Labelled(label, what);
                continue;
            }

            for (var c = 0; c < fix.Commands.Length; c++)
            {
                var command = Visible(fix.Commands[c]);
                var last = c == fix.Commands.Length - 1;
                var fits = Indent + LabelWidth + command.Length + 4 + what.Length <= settings.Width;
                Command(c == 0 ? label : "", last && fits ? command + "    " + _paint.Faint(what) : command);
                if (last && !fits)
                {
                    Labelled("", what);
                }
            }
        }
    }

    private void Command(string label, string command) =>
        _lines.Add(new string(' ', Indent) + _paint.Faint(label.PadRight(LabelWidth)) + command);

    private void Labelled(string label, string text)
    {
        var first = true;
        foreach (var line in TextWrap.Lines(text, Math.Max(20, settings.Width - Indent - LabelWidth)))
        {
            Command(first ? label : "", line);
            first = false;
        }
    }

    private string Visible(string text) => VisibleText.Of(text, settings.Unicode);
}
