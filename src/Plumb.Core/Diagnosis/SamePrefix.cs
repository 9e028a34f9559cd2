namespace Plumb.Diagnosis;

/// <summary>
/// What stands before the heading of a traceback and before each of its lines, as loggers of several processes write it
/// (<c>(worker pid=71) ERROR 11-25 10:00:01 [engine.py:33] </c>): the same text but for its digits.
/// </summary>
internal static class SamePrefix
{
    private const int Longest = 120;

    /// <summary>The text before a heading; "" when there is none, or more than a logger writes.</summary>
    public static string Of(ReadOnlySpan<char> line, int heading) =>
        heading > Longest || line[..heading].IsWhiteSpace() || line[..heading].IndexOfAny("│┃║╭─") >= 0
            ? ""
            : line[..heading].ToString();

    /// <summary>The line without that prefix; as it is where it does not start with it.</summary>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> line, string prefix)
    {
        // An empty line keeps no space at its end.
        var length = Math.Min(prefix.Length, line.Length);
        if (length == 0 || length < prefix.TrimEnd().Length)
        {
            return line;
        }

        for (var i = 0; i < length; i++)
        {
            if (line[i] != prefix[i] && !(char.IsAsciiDigit(line[i]) && char.IsAsciiDigit(prefix[i])))
            {
                return line;
            }
        }

        return line[length..];
    }
}
