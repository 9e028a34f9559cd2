using System.Collections.Immutable;
using Plumb.Python;

namespace Plumb.Metadata.Requirements;

/// <summary>Lines and their ends as Python's <c>str</c> methods see them.</summary>
internal static class PythonLines
{
    /// <summary><c>str.splitlines</c> breaks here: also at vertical tab, form feed, the file, group and record separators, NEL, LS and PS.</summary>
    public static bool IsLineEnd(char c) =>
        c is '\n' or '\r' or '\v' or '\f' or (>= '\u001C' and <= '\u001E') or '\u0085' or '\u2028' or '\u2029';

    /// <summary>Where the lines of <c>str.splitlines</c> lie; CR LF is one end.</summary>
    public static ImmutableArray<Range> Split(string text)
    {
        var lines = ImmutableArray.CreateBuilder<Range>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsLineEnd(text[i]))
            {
                continue;
            }

            lines.Add(start..i);
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                i++;
            }

            start = i + 1;
        }

        if (start < text.Length)
        {
            lines.Add(start..text.Length);
        }

        return lines.DrainToImmutable();
    }

    /// <summary><c>str.rstrip</c>.</summary>
    public static ReadOnlySpan<char> StripEnd(ReadOnlySpan<char> text)
    {
        var end = text.Length;
        while (end > 0 && PythonText.IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }
}
