using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Diagnosis;

/// <summary>Whether a log ends in a failure, for logs that no signature fits.</summary>
internal static class FailureEnd
{
    private const int FewLines = 6;

    /// <summary>The lines that say most; empty when the log ends well as far as can be told.</summary>
    public static ImmutableArray<LogLine> Of(LogReading reading, int success)
    {
        if (
            reading.Exceptions.LastOrDefault() is { Frames.IsEmpty: false } exception
            && exception.Last > success
            && reading.Tail.Count(l => l.Number > exception.Last) <= FewLines
        )
        {
            return [Shown(exception.Line)];
        }

        return [.. reading.Tail.TakeLast(15).Where(l => l.Number > success && SaysFailure(l.Text)).Select(Shown)];
    }

    private static LogLine Shown(LogLine line) => line with { Text = Redaction.Redact(line.Text) };

    private static bool SaysFailure(string line)
    {
        var text = line.AsSpan().TrimStart();
        return text.StartsWith("ERROR: ")
            || text.StartsWith("error: ")
            || text.StartsWith("fatal: ")
            || text.StartsWith("FAILED")
            || text.StartsWith("E: ")
            || text.Contains("Segmentation fault", StringComparison.Ordinal)
            || text.Contains("core dumped", StringComparison.Ordinal)
            || text.Contains("returned a non-zero code", StringComparison.Ordinal)
            || text.EndsWith(": command not found")
            || text.EndsWith(" Killed")
            || text is "Killed";
    }
}
