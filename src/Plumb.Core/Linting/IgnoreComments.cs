using System.Collections.Frozen;

namespace Plumb.Linting;

/// <summary>
/// Comments that silence a line: <c>plumb: ignore</c> on it or in a comment line right above it, for all forms of claims or for those
/// that follow in brackets: <c># plumb: ignore[size, hash] the mirror's file</c>.
/// </summary>
internal static class IgnoreComments
{
    private const string Words = "plumb: ignore";
    private const int LongestLine = 4000;

    /// <summary>What is silenced, by the number of the line; an empty set silences all.</summary>
    public static FrozenDictionary<int, FrozenSet<string>> Read(string text)
    {
        var found = new Dictionary<int, FrozenSet<string>>();
        if (!text.Contains(Words, StringComparison.OrdinalIgnoreCase))
        {
            return found.ToFrozenDictionary();
        }

        var number = 0;
        for (var start = 0; start < text.Length; )
        {
            number++;
            var stop = text.IndexOf('\n', start);
            stop = stop < 0 ? text.Length : stop;
            var line = text.AsSpan(start, Math.Min(stop - start, LongestLine));
            start = stop + 1;
            var at = line.IndexOf(Words, StringComparison.OrdinalIgnoreCase);
            var before = at < 0 ? default : line[..at].Trim();
            if (at < 0 || !IsComment(before))
            {
                continue;
            }

            var forms = Forms(line[(at + Words.Length)..].ToString());
            found[number] = forms;
            if (IsAlone(before))
            {
                found[number + 1] = forms;
            }
        }

        return found.ToFrozenDictionary();
    }

    /// <summary>A claim is silenced.</summary>
    public static bool Covers(FrozenDictionary<int, FrozenSet<string>> ignored, Claim claim) =>
        ignored.TryGetValue(claim.Line, out var forms) && (forms.Count == 0 || forms.Contains(claim.Rule));

    private static bool IsAlone(ReadOnlySpan<char> before) =>
        before is "#" or "//" or "::" or "<!--" || before.Equals("REM", StringComparison.OrdinalIgnoreCase);

    private static bool IsComment(ReadOnlySpan<char> before) =>
        before.EndsWith("#")
        || before.EndsWith("<!--")
        || before.EndsWith("//")
        || before.EndsWith("::")
        || before.EndsWith("REM", StringComparison.OrdinalIgnoreCase);

    private static FrozenSet<string> Forms(string behind)
    {
        var open = behind.TrimStart();
        var close = open.IndexOf(']', StringComparison.Ordinal);
        return open.StartsWith('[') && close > 0
            ? open[1..close]
                .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
                .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
            : [];
    }
}
