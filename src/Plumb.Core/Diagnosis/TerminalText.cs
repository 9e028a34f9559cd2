namespace Plumb.Diagnosis;

/// <summary>What a terminal would show of a line: escape sequences (ECMA-48) are gone, and a carriage return starts the line anew.</summary>
internal static class TerminalText
{
    private const char Escape = '\e';

    /// <summary>The line, changed in place.</summary>
    public static ReadOnlySpan<char> Plain(Span<char> line)
    {
        line = line.TrimEnd('\r');
        if (line.IndexOfAnyInRange('\0', '\x1f') < 0)
        {
            return line;
        }

        var length = line.Contains(Escape) ? WithoutEscapes(line) : line.Length;
        line = line[..length].TrimEnd('\r');
        var last = line.LastIndexOf('\r');
        line = last < 0 ? line : line[(last + 1)..];
        line.Replace('\0', ' ');
        return line;
    }

    private static int WithoutEscapes(Span<char> line)
    {
        var to = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != Escape)
            {
                line[to++] = line[i];
            }
            else if (i + 1 < line.Length && line[i + 1] == '[')
            {
                // A control sequence ends with a character from @ to ~.
                for (i += 2; i < line.Length && line[i] is < '@' or > '~'; i++) { }
            }
            else if (i + 1 < line.Length && line[i + 1] == ']')
            {
                // A title or a link ends with BEL or with ESC \.
                for (i += 2; i < line.Length && line[i] is not ('\a' or Escape); i++) { }

                i += i < line.Length && line[i] == Escape ? 1 : 0;
            }
            else
            {
                i++;
            }
        }

        return to;
    }
}
