using System.Collections.Immutable;
using Plumb.Stacks;

namespace Plumb.Cli.Rendering;

/// <summary>Writes the parts of a stack: a heading, then rows of a name and what is said of it.</summary>
internal sealed class ManifestLines(RenderSettings settings, TextWriter output)
{
    private const int NameWidth = 20;
    private const string Indent = "  ";
    private readonly Paint _paint = new(settings.Colour);

    /// <summary>What it is.</summary>
    public void Head(string title, string summary, string home)
    {
        output.Write(_paint.Strong(Visible(title)) + "\n");
        foreach (var text in new[] { summary, home }.Where(t => t.Length > 0))
        {
            Wrapped("", text);
        }
    }

    /// <summary>A heading.</summary>
    public void Part(string heading) => output.Write($"\n{_paint.Strong(heading)}\n");

    /// <summary>A heading with a row for each; nothing when there is none.</summary>
    public void All<T>(
        string heading,
        ImmutableArray<T> items,
        Func<T, (string Name, string Text, StackSource Source)> row
    )
    {
        if (items.IsEmpty)
        {
            return;
        }

        Part(heading);
        foreach (var (name, text, source) in items.Select(row))
        {
            Row(name, text, source);
        }
    }

    /// <summary>A name, what is said of it, why, and with -v where that can be checked.</summary>
    public void Row(string name, string text, StackSource? source)
    {
        var label = name.Length == 0 ? Indent : Indent + Visible(name).PadRight(NameWidth);
        if (name.Length >= NameWidth)
        {
            output.Write(Indent + Visible(name) + "\n");
            label = Indent + new string(' ', NameWidth);
        }

        Wrapped(label, text);
        var under = new string(' ', label.Length);
        if (source is { Why.Length: > 0 })
        {
            Wrapped(under, source.Why);
        }

        if (settings.Verbose && source?.Fact is { } fact)
        {
            Wrapped(under, $"{fact.GradeWord}, {fact.Date}: {fact.Text}");
        }
    }

    private void Wrapped(string label, string text)
    {
        var first = true;
        foreach (var line in TextWrap.Lines(Visible(text), Math.Max(30, settings.Width - label.Length)))
        {
            output.Write((first ? label : new string(' ', label.Length)) + line + "\n");
            first = false;
        }
    }

    private string Visible(string text) => VisibleText.Of(text, settings.Unicode);
}
