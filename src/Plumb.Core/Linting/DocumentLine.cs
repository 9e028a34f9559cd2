using System.Collections.Immutable;

namespace Plumb.Linting;

/// <summary>What a line of a document is.</summary>
internal enum LineKind
{
    /// <summary>Sentences, list items and untagged blocks.</summary>
    Prose,

    /// <summary>A heading.</summary>
    Heading,

    /// <summary>A row of a table.</summary>
    TableRow,

    /// <summary>Code, commands or requirements.</summary>
    Code,
}

/// <summary>A line of a document; lines that a backslash continues are one.</summary>
/// <param name="Number">Of its first line, from 1.</param>
/// <param name="Text">As it is written.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Block">Which block of code it stands in; 0 for none.</param>
/// <param name="Section">Index of its heading among the lines; -1 for none.</param>
/// <param name="Index">Its own index among the lines.</param>
internal sealed record DocumentLine(int Number, string Text, LineKind Kind, int Block, int Section, int Index)
{
    /// <summary>
    /// What people read as sentences, in the same columns: of code the comment alone, without the marks of emphasis; "" when there is none.
    /// </summary>
    public string Statement { get; } = Kind == LineKind.Code ? Comment(Text) : Plain(Text);

    /// <summary>Columns at which the further lines of the file begin, where a backslash joined several.</summary>
    public ImmutableArray<int> Breaks { get; init; } = [];

    /// <summary>The line of the file on which a column stands, from 1.</summary>
    public int NumberAt(int column) => Number + Breaks.Count(b => b <= column);

    private ImmutableArray<Mention> _mentions;

    /// <summary>The distributions that its statement speaks of; several rules ask.</summary>
    public ImmutableArray<Mention> Mentions =>
        _mentions.IsDefault ? _mentions = MentionReader.Read(Statement, Text) : _mentions;

    private static string Comment(string text)
    {
        var at = text.IndexOf('#', StringComparison.Ordinal);
        if (at >= 0 && (at == 0 || char.IsWhiteSpace(text[at - 1])))
        {
            return new string(' ', at + 1) + text[(at + 1)..];
        }

        var start = text.TrimStart();
        return
            start.StartsWith("REM ", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("::", StringComparison.Ordinal)
            ? "    " + (text.Length > 4 ? text[4..] : "")
            : "";
    }

    private static string Plain(string text) =>
        string.Create(
            text.Length,
            text,
            static (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    var isStar = source[i] == '*' && (i == 0 || source[i - 1] != '.');
                    span[i] = source[i] == '`' || isStar ? ' ' : source[i];
                }
            }
        );
}
