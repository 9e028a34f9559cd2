namespace Plumb.Environments;

/// <summary>A minor version with the letters that follow it in the names of libraries, programs and folders (PEP 3149): "3.11", "3.7" and "m", "3.13" and "t".</summary>
internal readonly record struct FlaggedVersion(InterpreterVersion Version, string Flags)
{
    /// <summary>The oldest and newest minor versions of Python 3 that are looked for by name when nothing tells which it is.</summary>
    public static readonly (int Oldest, int Newest) Minors = (5, 20);

    /// <summary>
    /// Reads the beginning of a text: <c>3.11</c>, <c>3.7m</c>, <c>3.13t</c>, followed by anything that is neither letter nor digit,
    /// or by nothing. Null when it does not begin so.
    /// </summary>
    public static FlaggedVersion? Parse(ReadOnlySpan<char> text)
    {
        var dot = text.IndexOf('.');
        var end = dot + 1;
        while (dot > 0 && end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        var flagsEnd = end;
        while (flagsEnd < text.Length && text[flagsEnd] is 't' or 'm' or 'd' or 'u')
        {
            flagsEnd++;
        }

        return
            dot > 0
            && (flagsEnd == text.Length || !char.IsAsciiLetterOrDigit(text[flagsEnd]))
            && InterpreterVersion.Parse(text[..end]) is { } version
            ? new FlaggedVersion(version, text[end..flagsEnd].ToString())
            : null;
    }

    /// <summary>The version in the name of a program such as <c>python3.11</c> or <c>pypy3.10</c>; null for <c>python</c> and <c>python3</c>.</summary>
    public static FlaggedVersion? OfProgram(ReadOnlySpan<char> name) =>
        name.StartsWith("python", StringComparison.Ordinal) ? Parse(name[6..])
        : name.StartsWith("pypy", StringComparison.Ordinal) ? Parse(name[4..])
        : null;
}
