using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Plumb.Text;

namespace Plumb.Diagnosis;

/// <summary>
/// Text to look for in a log: <c>cannot import name '{name}' from '{module}'</c>. <c>{name}</c> is a run of characters without white space,
/// <c>{name..}</c> text within the line, <c>*</c> the same without keeping it; <c>\{</c>, <c>\*</c> and <c>\\</c> are those characters.
/// A space stands for any white space, so that a message is found however it is wrapped.
/// </summary>
internal sealed class LogPattern
{
    /// <summary>Characters of the shortest word that a pattern can be found by.</summary>
    public const int ShortestAnchor = 4;

    private LogPattern(string text, ImmutableArray<PatternPart> parts, string anchor)
    {
        Text = text;
        Parts = parts;
        Anchor = anchor;
    }

    /// <summary>As it is written.</summary>
    public string Text { get; }

    /// <summary>Its parts; two literals never follow each other, and neither do two of the others.</summary>
    public ImmutableArray<PatternPart> Parts { get; }

    /// <summary>The longest word of its literal text: where it is not, the pattern is not.</summary>
    public string Anchor { get; }

    /// <summary>The names that it keeps.</summary>
    public IEnumerable<string> Names =>
        Parts.Where(p => p.Kind is PatternPartKind.Word or PatternPartKind.Phrase).Select(p => p.Text);

    /// <summary>Reads a pattern; the error says what is wrong with it.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out LogPattern? pattern,
        [NotNullWhen(false)] out FormatError? error
    )
    {
        pattern = null;
        var parts = ImmutableArray.CreateBuilder<PatternPart>();
        var literal = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                literal.Append(text[++i]);
            }
            else if (text[i] == '*')
            {
                EndLiteral();
                parts.Add(new PatternPart(PatternPartKind.Anything, ""));
            }
            else if (text[i] == '{')
            {
                var end = text.IndexOf('}', i);
                if (end < 0)
                {
                    error = new FormatError("a { has no }", i);
                    return false;
                }

                EndLiteral();
                var name = text[(i + 1)..end];
                var isPhrase = name.EndsWith("..", StringComparison.Ordinal);
                name = isPhrase ? name[..^2] : name;
                if (name.Length == 0 || !name.All(c => char.IsAsciiLetterLower(c) || c == '_'))
                {
                    error = new FormatError("a name has lower-case letters and underscores only", i);
                    return false;
                }

                parts.Add(new PatternPart(isPhrase ? PatternPartKind.Phrase : PatternPartKind.Word, name));
                i = end;
            }
            else
            {
                literal.Append(text[i]);
            }
        }

        EndLiteral();
        var all = parts.DrainToImmutable();
        for (var i = 1; i < all.Length; i++)
        {
            if ((all[i].Kind == PatternPartKind.Literal) == (all[i - 1].Kind == PatternPartKind.Literal))
            {
                error = new FormatError("between two names or stars some text has to stand");
                return false;
            }
        }

        var anchor = all.Where(p => p.Kind == PatternPartKind.Literal)
            .SelectMany(p => p.Text.Split(_breaks))
            .MaxBy(w => w.Length);
        if (anchor is null || anchor.Length < ShortestAnchor)
        {
            error = new FormatError("a pattern needs a word of four letters to be found by");
            return false;
        }

        pattern = new LogPattern(text, all, anchor);
        error = null;
        return true;

        void EndLiteral()
        {
            if (literal.Length > 0)
            {
                parts.Add(new PatternPart(PatternPartKind.Literal, literal.ToString()));
                literal.Clear();
            }
        }
    }

    private static readonly char[] _breaks = [' ', '\'', '"', '`'];
}
