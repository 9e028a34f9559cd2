using System.Buffers;

namespace Plumb.Diagnosis;

/// <summary>
/// What tools put before the lines of a program: times, <c>service-1  | </c> of docker compose, <c>#12 3.45 </c> of BuildKit, journald's
/// host and process, <c>[rank0]: </c>, <c>[!] </c>, pytest's <c>E   </c>, the frames of boxes.
/// </summary>
internal static class LinePrefix
{
    private const int MostPrefixes = 4;
    private static readonly SearchValues<char> _timeLetters = SearchValues.Create("0123456789-:.,TZ+/");
    private static readonly SearchValues<char> _boxLetters = SearchValues.Create("│┃║|╭╰─❱>");

    /// <summary>The line without them; leading spaces of the program itself stay.</summary>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> line)
    {
        for (var i = 0; i < MostPrefixes && Length(line) is > 0 and var length; i++)
        {
            line = line[length..];
        }

        return line.TrimEnd();
    }

    private static int Length(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
        {
            return 0;
        }

        return Bracket(line) is > 0 and var bracket ? bracket
            : Box(line) is > 0 and var box ? box
            : Time(line) is > 0 and var time ? time
            : Service(line) is > 0 and var service ? service
            : Journal(line) is > 0 and var journal ? journal
            : line.StartsWith("E  ") ? Math.Min(4, line.Length)
            : 0;
    }

    // [rank0]: , [!] , [pip] , [2024-01-01 10:00:00,000]
    private static int Bracket(ReadOnlySpan<char> line)
    {
        if (line[0] != '[')
        {
            return 0;
        }

        var end = line[..Math.Min(line.Length, 40)].IndexOf(']');
        if (end < 1 || end + 1 >= line.Length)
        {
            return 0;
        }

        var inside = line[1..end];
        var isPrefix =
            inside is "!"
            || inside.StartsWith("rank")
            || (inside.Length > 7 && inside.IndexOfAnyExcept(_timeLetters) is < 0 or >= 8);
        return !isPrefix ? 0
            : line[end + 1] == ':' && end + 2 < line.Length ? end + 3
            : line[end + 1] == ' ' ? end + 2
            : 0;
    }

    private static int Box(ReadOnlySpan<char> line)
    {
        var start = line.IndexOfAnyExcept(' ');
        if (start < 0 || line[start] is not ('│' or '┃' or '║'))
        {
            return 0;
        }

        var length = line[start..].IndexOfAnyExcept(_boxLetters);
        var end = start + length;
        return length < 0 ? line.Length : Math.Min(end + (line[end] == ' ' ? 1 : 0), line.Length);
    }

    // 2024-03-25T06:28:22.690134812Z , 23:49:55-582665 , #12 3.456 , 3.295
    private static int Time(ReadOnlySpan<char> line)
    {
        if (line[0] == '#' && line.Length > 3 && char.IsAsciiDigit(line[1]))
        {
            var step = line.IndexOf(' ');
            return step is > 0 and < 6 ? step + 1 : 0;
        }

        if (!char.IsAsciiDigit(line[0]))
        {
            return 0;
        }

        var end = line.IndexOfAnyExcept(_timeLetters);
        if (end < 4 || line[end] != ' ' || !HasTime(line[..end]))
        {
            return 0;
        }

        // "2024-03-25 06:28:22,690": the day and the time are two words.
        var rest = line[(end + 1)..];
        var second = rest.IndexOfAnyExcept(_timeLetters);
        return second >= 5 && rest[second] == ' ' && rest[..second].Contains(':') ? end + 1 + second + 1 : end + 1;
    }

    private static bool HasTime(ReadOnlySpan<char> word) =>
        word.Count(':') == 2
        || word.Count('-') == 2
        || (word.Count('.') == 1 && word.IndexOf('.') is var dot && word.Length - dot is 3 or 4 or 5);

    // app-test_1       |
    private static int Service(ReadOnlySpan<char> line)
    {
        var bar = line[..Math.Min(line.Length, 48)].IndexOf(" | ");
        if (bar < 1)
        {
            return 0;
        }

        var name = line[..bar].TrimEnd();
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
            {
                return 0;
            }
        }

        return bar + 3;
    }

    // Oct 04 13:19:39 host name[394]:
    private static int Journal(ReadOnlySpan<char> line)
    {
        if (line.Length < 20 || !char.IsAsciiLetterUpper(line[0]) || line[3] != ' ' || line[6] != ' ' || line[9] != ':')
        {
            return 0;
        }

        var end = line[15..Math.Min(line.Length, 120)].IndexOf("]: ");
        return end < 0 ? 0 : 15 + end + 3;
    }
}
