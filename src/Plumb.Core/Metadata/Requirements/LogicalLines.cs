using System.Text;
using Plumb.Files;
using Plumb.Python;

namespace Plumb.Metadata.Requirements;

/// <summary>
/// Splits a requirements file into the lines that pip reads: backslashes join lines, a comment begins at a # at the
/// start or after white space, and <c>${NAME}</c> is replaced where the variable is set and not empty.
/// </summary>
internal static class LogicalLines
{
    /// <summary>All lines with something on them, in order.</summary>
    public static IEnumerable<LogicalLine> Read(string text, WorldVariables variables)
    {
        foreach (var (line, joined, wasJoined) in Join(text))
        {
            var kept = PythonLines.StripEnd(joined.AsSpan(0, CommentStart(joined)));
            var indent = PythonText.SkipSpace(kept, 0);
            if (indent == kept.Length)
            {
                continue;
            }

            var bare = kept[indent..].ToString();
            var expanded = EnvironmentVariables.Expand(bare, variables);
            yield return new LogicalLine(line, indent + 1, expanded, !wasJoined && ReferenceEquals(bare, expanded));
        }
    }

    private static IEnumerable<(int Line, string Text, bool WasJoined)> Join(string text)
    {
        var lines = PythonLines.Split(text);
        var open = new StringBuilder();
        var first = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = text[lines[i]];
            var isComment = CommentStart(line) == 0;
            if (line.EndsWith('\\') && !isComment)
            {
                first = first == 0 ? i + 1 : first;
                open.Append(line.AsSpan().Trim('\\'));
            }
            else if (first > 0)
            {
                // The space makes sure that a comment after a backslash is seen as one.
                yield return (first, open.Append(isComment ? " " : "").Append(line).ToString(), true);
                open.Clear();
                first = 0;
            }
            else
            {
                yield return (i + 1, line, false);
            }
        }

        if (first > 0)
        {
            yield return (first, open.ToString(), true);
        }
    }

    /// <summary>Where the comment and the white space before it begin; the length of the line when it has none.</summary>
    private static int CommentStart(string line)
    {
        for (var i = line.IndexOf('#', StringComparison.Ordinal); i >= 0; i = line.IndexOf('#', i + 1))
        {
            if (i == 0 || PythonText.IsSpace(line[i - 1]))
            {
                return PythonLines.StripEnd(line.AsSpan(0, i)).Length;
            }
        }

        return line.Length;
    }
}
