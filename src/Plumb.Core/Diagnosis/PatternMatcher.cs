using System.Buffers;
using System.Collections.Immutable;

namespace Plumb.Diagnosis;

/// <summary>Holds a pattern against a place of a text. Time is bounded: captures are short and only the first few ways are tried.</summary>
internal ref struct PatternMatcher(ReadOnlySpan<char> text, LogPattern pattern)
{
    private const int LongestCapture = 400;
    private const int MostWays = 8;

    // Terminals and tools wrap at 72 to 120 columns; shorter lines end where they were meant to.
    private const int ShortestWrapped = 60;
    private static readonly SearchValues<char> _quotes = SearchValues.Create("'\"`‘’“”´");
    private static readonly SearchValues<char> _tail = SearchValues.Create("'\"`.,;:)]}’”");
    private readonly ReadOnlySpan<char> _text = text;
    private readonly LogPattern _pattern = pattern;
    private ImmutableDictionary<string, string> _captures = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// Looks for the pattern so that the word that it is found by lies at a place.
    /// </summary>
    /// <param name="anchor">Where that word is.</param>
    /// <param name="captures">What the names stand for.</param>
    /// <returns>Where the match starts; -1 without one.</returns>
    public int MatchAround(int anchor, out ImmutableDictionary<string, string> captures)
    {
        var first = _pattern.Parts[0].Kind == PatternPartKind.Literal ? 0 : 1;
        var letter = _pattern.Parts[first].Text[0];
        var from = Math.Max(0, anchor - 700);
        for (var start = anchor; start >= from; start--)
        {
            if (_text[start] != letter && !(letter == '\'' && _quotes.Contains(_text[start])) && letter != ' ')
            {
                continue;
            }

            _captures = ImmutableDictionary<string, string>.Empty;
            var end = Match(start, first);
            if (end > anchor && (first == 0 || TakeBefore(start)))
            {
                captures = _captures;
                return start;
            }
        }

        captures = ImmutableDictionary<string, string>.Empty;
        return -1;
    }

    private bool TakeBefore(int start)
    {
        var (kind, name) = _pattern.Parts[0];
        if (kind == PatternPartKind.Anything)
        {
            return true;
        }

        var at = start;
        while (at > 0 && start - at < LongestCapture && !char.IsWhiteSpace(_text[at - 1]))
        {
            at--;
        }

        return at < start && Keep(name, _text[at..start]);
    }

    private int Match(int at, int part)
    {
        if (part == _pattern.Parts.Length)
        {
            return at;
        }

        var (kind, name) = _pattern.Parts[part];
        if (kind == PatternPartKind.Literal)
        {
            var end = MatchLiteral(at, name);
            return end < 0 ? -1 : Match(end, part + 1);
        }

        return part + 1 == _pattern.Parts.Length ? TakeRest(at, kind, name) : TakeUpTo(at, part, kind, name);
    }

    private int TakeRest(int at, PatternPartKind kind, string name)
    {
        var end = at;
        while (
            end < _text.Length
            && end - at < LongestCapture
            && (kind == PatternPartKind.Word ? !char.IsWhiteSpace(_text[end]) : _text[end] != '\n')
        )
        {
            end++;
        }

        if (kind == PatternPartKind.Anything)
        {
            return end;
        }

        var value = _text[at..end].Trim();
        while (!value.IsEmpty && _tail.Contains(value[^1]))
        {
            value = value[..^1];
        }

        return Keep(name, value) ? end : -1;
    }

    private int TakeUpTo(int at, int part, PatternPartKind kind, string name)
    {
        var before = _captures;
        var literal = _pattern.Parts[part + 1].Text;
        var ways = 0;
        var lines = 0;
        for (var end = at; end < _text.Length && end - at <= LongestCapture && ways < MostWays; end++)
        {
            if (MatchLiteral(end, literal) >= 0)
            {
                ways++;
                var next = kind == PatternPartKind.Anything || Keep(name, _text[at..end]) ? Match(end, part + 1) : -1;
                if (next >= 0)
                {
                    return next;
                }

                _captures = before;
            }

            // A word ends at white space and text at the end of its line, but for lines that were wrapped.
            var isBreak = _text[end] == '\n' || (kind == PatternPartKind.Word && char.IsWhiteSpace(_text[end]));
            if (isBreak && !(_text[end] == '\n' && IsWrapped(end) && lines++ < 2))
            {
                break;
            }
        }

        return -1;
    }

    private bool Keep(string name, ReadOnlySpan<char> value)
    {
        if (value.IsEmpty || value.IsWhiteSpace())
        {
            return false;
        }

        var kept = value.Contains('\n')
            ? value.ToString().Replace("\n", "", StringComparison.Ordinal)
            : value.ToString();
        if (_captures.TryGetValue(name, out var known))
        {
            return known == kept;
        }

        _captures = _captures.Add(name, kept);
        return true;
    }

    private readonly int MatchLiteral(int at, string literal)
    {
        foreach (var c in literal)
        {
            if (c == ' ')
            {
                var from = at;
                at = SkipSpace(at);
                if (at == from)
                {
                    return -1;
                }

                continue;
            }

            if (at < _text.Length && _text[at] == '\n' && c != '\n' && IsWrapped(at))
            {
                at = SkipSpace(at);
            }

            if (at >= _text.Length || (_text[at] != c && !(_quotes.Contains(c) && _quotes.Contains(_text[at]))))
            {
                return -1;
            }

            at++;
        }

        return at;
    }

    private readonly int SkipSpace(int at)
    {
        while (at < _text.Length && (char.IsWhiteSpace(_text[at]) || _text[at] is '│' or '┃'))
        {
            at++;
        }

        return at;
    }

    private readonly bool IsWrapped(int lineEnd)
    {
        var start = _text[..lineEnd].LastIndexOf('\n') + 1;
        return lineEnd - start >= ShortestWrapped;
    }
}
