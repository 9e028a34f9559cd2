namespace Plumb.Diagnosis;

/// <summary>What shells, compilers, build tools and run-times write when they give up.</summary>
internal static class FailureWords
{
    private static readonly string[] _starts =
    [
        "ERROR: ",
        "error: ",
        "fatal: ",
        "FAILED",
        "E: ",
        "error[E",
        "CMake Error",
        "Fatal Python error: ",
        "ninja: build stopped: ",
        "terminate called after throwing",
        "npm ERR! ",
        "npm error ",
    ];

    private static readonly string[] _inside =
    [
        "Segmentation fault",
        "core dumped",
        "returned a non-zero code",
        " is not recognized as an internal or external command",
        " is not recognized as the name of a cmdlet",
        ": error: ",
        ": fatal error: ",
    ];

    private static readonly string[] _wholes = ["Killed", "Aborted", "Bus error", "Illegal instruction", "Terminated"];

    /// <summary>True for a line that one of them writes.</summary>
    /// <param name="line">Without what stands before it, such as times.</param>
    public static bool AreIn(string line)
    {
        if (LineLevel.IsQuiet(line) || LineLevel.IsWarning(line))
        {
            return false;
        }

        var text = line.Trim();
        return _starts.Any(s => text.StartsWith(s, StringComparison.Ordinal))
            || _inside.Any(s => text.Contains(s, StringComparison.Ordinal))
            || _wholes.Contains(text, StringComparer.Ordinal)
            || text.EndsWith(": command not found", StringComparison.Ordinal)
            || text.EndsWith(" Killed", StringComparison.Ordinal)
            || IsMake(text)
            || IsPanic(text);
    }

    // make: *** [all] Error 2, gmake[1]: *** No rule to make target
    private static bool IsMake(string text) =>
        text.IndexOf(": *** ", StringComparison.Ordinal) is > 0 and var at
        && text.AsSpan(0, at).Contains("make", StringComparison.Ordinal);

    // thread 'main' panicked at src/main.rs:3:5: and, of Go, panic: runtime error: …
    private static bool IsPanic(string text) =>
        (
            text.StartsWith("thread '", StringComparison.Ordinal)
            && text.Contains("panicked at", StringComparison.Ordinal)
        ) || text.StartsWith("panic: ", StringComparison.Ordinal);
}
