using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Plumb.Diagnosis;

/// <summary>Finds many patterns in one pass over a text, by the longest word of each.</summary>
internal sealed class PatternIndex
{
    // What stands for a thousand times says no more than a few do, and each costs a comparison.
    private const int MostMatches = 4;
    private const int MostTries = 4000;

    // A set of 8 KiB that stays in the fastest cache tells for nearly every place of a log that no anchor starts there.
    private const int HashBits = 16;
    private readonly ulong[] _mayStart = new ulong[(1 << HashBits) / 64];
    private readonly Dictionary<ulong, List<(string Anchor, List<int> Patterns)>> _byStart = [];
    private readonly LogPattern[] _patterns;

    /// <summary>Makes the index of the patterns.</summary>
    /// <param name="patterns">What is looked for.</param>
    /// <param name="signs">Words that are only told to be there; at least as long as the shortest anchor.</param>
    public PatternIndex(IEnumerable<LogPattern> patterns, params ReadOnlySpan<string> signs)
    {
        _patterns = [.. patterns];
        foreach (var sign in signs)
        {
            Add(sign, []);
        }

        foreach (
            var same in Enumerable.Range(0, _patterns.Length).GroupBy(i => _patterns[i].Anchor, StringComparer.Ordinal)
        )
        {
            Add(same.Key, [.. same]);
        }
    }

    private void Add(string anchor, List<int> patterns)
    {
        var start = Start(ref MemoryMarshal.GetReference<char>(anchor));
        if (!_byStart.TryGetValue(start, out var bucket))
        {
            _byStart.Add(start, bucket = []);
            var hash = Hash(start);
            _mayStart[hash >> 6] |= 1UL << (hash & 63);
        }

        bucket.Add((anchor, patterns));
    }

    /// <summary>The patterns, in the order in which they were given.</summary>
    public ReadOnlySpan<LogPattern> Patterns => _patterns;

    /// <summary>Room for what is found.</summary>
    public PatternMatches Start() => new(_patterns.Length);

    /// <summary>Looks through a block.</summary>
    /// <returns>True when one of the signs is in it.</returns>
    public bool Find(LogBlock block, PatternMatches found)
    {
        var hasSign = false;
        var text = block.Text;
        ref var first = ref MemoryMarshal.GetReference(text);
        for (var at = 0; at <= text.Length - LogPattern.ShortestAnchor; at++)
        {
            var start = Start(ref Unsafe.Add(ref first, at));
            var hash = Hash(start);
            if ((_mayStart[hash >> 6] >> (hash & 63) & 1) != 0 && _byStart.TryGetValue(start, out var anchors))
            {
                foreach (var (anchor, patterns) in anchors)
                {
                    if (text[at..].StartsWith(anchor, StringComparison.Ordinal))
                    {
                        hasSign |= patterns.Count == 0;
                        foreach (var pattern in patterns)
                        {
                            Try(block, at, pattern, found);
                        }
                    }
                }
            }
        }

        return hasSign;
    }

    // The first four characters as one number. The caller has made sure that they are there.
    private static ulong Start(ref char text) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref text));

    private static int Hash(ulong start) => (int)((start * 0x9E3779B97F4A7C15UL) >> (64 - HashBits));

    private void Try(LogBlock block, int at, int pattern, PatternMatches found)
    {
        var text = block.Text;
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
        if (SourceLine.Is(block, line))
        {
            return;
        }

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
