namespace Plumb.Diagnosis;

/// <summary>How serious a logger says a line is, as far as that matters here.</summary>
internal static class LineLevel
{
    private static readonly string[] _quiet = ["INFO", "DEBUG", "TRACE", "NOTICE", "VERBOSE"];

    /// <summary>True for lines of <c>INFO</c> and below: a program that goes on says there what it does in place of what failed.</summary>
    /// <param name="line">Without what stands before it, such as times.</param>
    public static bool IsQuiet(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart(" [(");
        foreach (var level in _quiet)
        {
            if (
                text.StartsWith(level, StringComparison.OrdinalIgnoreCase)
                && text.Length > level.Length
                && text[level.Length] is ':' or ' ' or ']' or ')' or '|'
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for lines that only warn: what a whole kind of message means says nothing there.</summary>
    /// <param name="line">Without what stands before it, such as times.</param>
    public static bool IsWarning(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart(" [(");
        return text.StartsWith("WARN", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("W tensorflow")
            || text.Contains("Warning: ", StringComparison.Ordinal)
            || text.Contains(" W tensorflow/", StringComparison.Ordinal);
    }
}
