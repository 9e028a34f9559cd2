using System.Buffers;

namespace Plumb.Diagnosis;

/// <summary>Finds many patterns in one pass over a text, by the longest word of each.</summary>
internal sealed class PatternIndex
{
    // What stands for a thousand times says no more than a few do, and each costs a comparison.
    private const int MostMatches = 4;
    private const int MostTries = 4000;
    private readonly SearchValues<string> _anchors;
    private readonly Dictionary<(char, char, char), List<(string Anchor, List<int> Patterns)>> _byStart = [];
    private readonly LogPattern[] _patterns;

    /// <summary>Makes the index of the patterns.</summary>
    public PatternIndex(IEnumerable<LogPattern> patterns)
    {
        _patterns = [.. patterns];
        var byAnchor = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < _patterns.Length; i++)
        {
            var anchor = _patterns[i].Anchor;
            if (!byAnchor.TryGetValue(anchor, out var same))
            {
                byAnchor.Add(anchor, same = []);
                var start = (anchor[0], anchor[1], anchor[2]);
                if (!_byStart.TryGetValue(start, out var bucket))
                {
                    _byStart.Add(start, bucket = []);
                }

                bucket.Add((anchor, same));
            }

            same.Add(i);
        }

        _anchors = SearchValues.Create([.. byAnchor.Keys], StringComparison.Ordinal);
    }

    /// <summary>The patterns, in the order in which they were given.</summary>
    public ReadOnlySpan<LogPattern> Patterns => _patterns;

    /// <summary>Room for what is found.</summary>
    public PatternMatches Start() => new(_patterns.Length);

    /// <summary>Looks through a block.</summary>
    public void Find(LogBlock block, PatternMatches found)
    {
        var text = block.Text;
        for (var at = 0; at + 2 < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(_anchors);
            if (next < 0)
            {
                return;
            }

            at += next;
            foreach (var (anchor, patterns) in _byStart[(text[at], text[at + 1], text[at + 2])])
            {
                if (text[at..].StartsWith(anchor, StringComparison.Ordinal))
                {
                    foreach (var pattern in patterns)
                    {
                        Try(block, text, at, pattern, found);
                    }
                }
            }
        }
    }

    private void Try(LogBlock block, ReadOnlySpan<char> text, int at, int pattern, PatternMatches found)
    {
        if (found.Tries[pattern]++ >= MostTries)
        {
            return;
        }

        var start = new PatternMatcher(text, _patterns[pattern]).MatchAround(at, out var captures);
        if (start < 0)
        {
            return;
        }

        var line = block.LineAt(start);
        var number = block.Number(line);
        var matches = found.Of[pattern] ??= [];
        if (matches.Exists(m => m.Line.Number == number))
        {
            return;
        }

        if (matches.Count == MostMatches)
        {
            matches.RemoveAt(MostMatches - 1);
        }

        var shown = LinePrefix.Strip(block[line]).Trim().ToString();
        matches.Add(new PatternMatch(_patterns[pattern], new LogLine(number, shown), captures));
    }
}
