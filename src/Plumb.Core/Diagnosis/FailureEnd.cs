using System.Collections.Immutable;
using Plumb.Text;

namespace Plumb.Diagnosis;

/// <summary>Whether a log ends in a failure, for logs that no signature fits.</summary>
internal static class FailureEnd
{
    private const int FewLines = 6;
    private const int EndLines = 15;
    private const int MostFollowing = 2;

    /// <summary>The lines that say most; empty when the log ends well as far as can be told.</summary>
    public static ImmutableArray<LogLine> Of(LogReading reading, int success)
    {
        var failures = Failures(reading.Exceptions).Where(e => e.Last > success).ToList();
        var traced = failures.FindLastIndex(e => !e.Frames.IsEmpty);
        if (traced >= 0)
        {
            return [.. failures.Skip(traced).Take(1 + MostFollowing).Select(e => Shown(e.Line))];
        }

        // What has no calls may be told by a program that goes on: it counts at the end alone.
        var told = failures
            .Where(e => !IsFigure(e.Message) && reading.Tail.Count(l => l.Number > e.Line.Number) <= FewLines)
            .Select(e => e.Line);
        var lines = reading
            .Tail.TakeLast(EndLines)
            .Where(l => l.Number > success && FailureWords.AreIn(l.Text))
            .Concat(told)
            .DistinctBy(l => l.Number)
            .OrderBy(l => l.Number)
            .Select(Shown)
            .ToImmutableArray();
        return lines.IsEmpty && reading.Unended is { } heading && heading.Number > success ? [Shown(heading)] : lines;
    }

    // Of exceptions that came from each other the last one is what happened.
    private static IEnumerable<LoggedException> Failures(ImmutableArray<LoggedException> exceptions) =>
        exceptions.Where((e, i) => !IsWanted(e) && !(i + 1 < exceptions.Length && exceptions[i + 1].Follows));

    // The user or the program itself ended it.
    private static bool IsWanted(LoggedException exception) =>
        exception.Type == "KeyboardInterrupt"
        || (exception.Type == "SystemExit" && exception.Message.Split('\n')[0].Trim() is "" or "0" or "None");

    // MeanAbsoluteError: 0.12 is a measure.
    private static bool IsFigure(string message) => message.AsSpan().TrimStart("+-. ") is [>= '0' and <= '9', ..];

    private static LogLine Shown(LogLine line) => line with { Text = Redaction.Redact(line.Text) };
}
